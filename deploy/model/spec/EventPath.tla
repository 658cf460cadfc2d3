------------------------------ MODULE EventPath ------------------------------
(***************************************************************************)
(* The way of a change: a writer's transaction in the owner's database,    *)
(* the outbox, the relay, the compacted Kafka topic, the projector, the    *)
(* projected view. Processes stop, pause and resume at every step; the     *)
(* owner's database may be restored to an earlier state.                   *)
(*                                                                         *)
(* README.md beside this file maps every action to the code.               *)
(*                                                                         *)
(* `Broken` plants one error each; with the empty set this is the design.  *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  K,               \* number of aggregates; an aggregate is 1..K and the key of its records
  W,               \* number of write transactions; each is also the content it writes
  Relays,          \* relay processes of the owner (model values)
  Projectors,      \* projector processes of the gateway (model values)
  None,            \* nobody
  RelayFaults,     \* how often relays crash, lose their lock unawares, or have a transaction aborted
  ProjectorFaults, \* the same for projectors
  Restores,        \* how often the owner's database is set back (0 or 1)
  Replays,         \* how often the gateway forgets its view and reads the log again (0 or 1)
  Broken           \* the planted errors

ASSUME Broken \subseteq
  {"cursor", "transactionOrder", "markBeforeAck", "commitBeforeApply", "noProducerFencing",
   "noEpoch", "noSweep", "restoreUnnoticed", "noticedByVersion", "reconnects", "twoSnapshots",
   "deleteUpTo",
   "noDeletionEvent", "lastIdDedupe", "noProjectorFencing"}

Keys == 1..K
Writers == 1..W
Is(error) == error \in Broken

VARIABLES
  \* the owner's database, all of it committed
  db,        \* per key: ver (0 = never written), content, live; the row is kept for ever
  outbox,    \* pending rows
  nextId,    \* the sequence of outbox ids: an aborted transaction leaves a gap
  epoch,     \* of the database; raised by a restore
  reemit,    \* keys whose state is to be sent again (the durable key scan); part of no backup, for
             \* a restore starts it again
  restored,  \* it was found to be older than its topic; nothing is published before that is mended
  cursor,    \* highest id sent; used by the error "cursor" only
  \* write transactions
  writer,    \* per writer: pc idle | open | committed | aborted, key, live, id
  \* relays
  lock,      \* who holds the advisory lock, as the database sees it
  producer,  \* who initialised the transactional producer last; all others are fenced
  relay,     \* per relay: pc, whether its database sessions live, rows read, events to send, keys of
             \* the scan among them
  relayFaults,
  \* Kafka
  log,       \* all committed records, oldest first; compaction is what a reader may skip
  \* the gateway
  projectorLock,
  owner,     \* whose epoch stands in the projector's row
  projector, \* per projector: pc, next offset, records polled, offset after them
  projectorFaults,
  view,      \* per key: ver (0 = nothing known), content, live
  offset,    \* stored offset, in the same database as the view
  lastId,    \* last applied event id; used by the error "lastIdDedupe" only
  replays,
  backup,    \* a copy of the owner's database, taken once
  restores

ownerVars == <<db, outbox, nextId, epoch, reemit, restored, cursor>>
relayVars == <<lock, producer, relay, relayFaults>>
backupVars == <<backup, restores>>
gatewayVars ==
  <<projectorLock, owner, projector, projectorFaults, view, offset, lastId, replays>>
vars == <<ownerVars, writer, relayVars, log, gatewayVars, backupVars>>

-----------------------------------------------------------------------------
(* Values *)

Base == 100                        \* a version is epoch * Base + n
NothingKnown == [ver |-> 0, content |-> 0, live |-> FALSE]
Next1(v) == IF v \div Base < epoch THEN epoch * Base + (v % Base) + 1 ELSE v + 1

IdleWriter == [pc |-> "idle", key |-> 0, live |-> FALSE, id |-> 0]
DownRelay == [pc |-> "down", alive |-> FALSE, rows |-> {}, events |-> <<>>, scanned |-> {}]
ReadyRelay(alive) == [DownRelay EXCEPT !.pc = "ready", !.alive = alive]
DownProjector == [pc |-> "down", next |-> 0, batch |-> <<>>, upto |-> 0]

\* The state of key k as an event.
EventOf(k) == [key |-> k, ver |-> db[k].ver, content |-> db[k].content, live |-> db[k].live]

RECURSIVE EventsOf(_)
EventsOf(S) ==
  IF S = {} THEN <<>>
  ELSE LET k == CHOOSE x \in S : \A y \in S : x <= y
       IN <<EventOf(k)>> \o EventsOf(S \ {k})

\* Used by "transactionOrder": rows carry payloads and go out in the order of transaction ids.
\* A writer's number is its transaction id: Begin of a lower number came first.
RECURSIVE RowsByTransaction(_)
RowsByTransaction(R) ==
  IF R = {} THEN <<>>
  ELSE LET r == CHOOSE x \in R : \A y \in R : x.content <= y.content
       IN <<[key |-> r.key, ver |-> r.ver, content |-> r.content, live |-> r.live]>>
          \o RowsByTransaction(R \ {r})

\* What a relay still has to send.
Pending == IF Is("cursor") THEN {r \in outbox : r.id > cursor} ELSE outbox
PendingKeys == {r.key : r \in Pending} \cup reemit

Init ==
  /\ db = [k \in Keys |-> NothingKnown]
  /\ outbox = {}
  /\ nextId = 1
  /\ epoch = 1
  /\ reemit = {}
  /\ restored = FALSE
  /\ cursor = 0
  /\ writer = [w \in Writers |-> IdleWriter]
  /\ lock = None
  /\ producer = None
  /\ relay = [r \in Relays |-> DownRelay]
  /\ relayFaults = 0
  /\ log = <<>>
  /\ projectorLock = None
  /\ owner = None
  /\ projector = [p \in Projectors |-> DownProjector]
  /\ projectorFaults = 0
  /\ view = [k \in Keys |-> NothingKnown]
  /\ offset = 0
  /\ lastId = <<0, 0>>
  /\ replays = 0
  /\ backup = None
  /\ restores = 0

-----------------------------------------------------------------------------
(* Writers *)

\* Lock the aggregate's row, then take an outbox id. Writers are alike, so they lock in the order of
\* their numbers; only where the transaction id matters may a later transaction lock first.
Lock(w, k, live) ==
  /\ writer[w].pc = "idle"
  /\ Is("transactionOrder") \/ \A v \in 1..(w - 1) : writer[v].pc # "idle"
  /\ \A v \in Writers : ~(writer[v].pc = "open" /\ writer[v].key = k)
  /\ live \/ db[k].live
  /\ k <= nextId \/ restores > 0     \* aggregates are alike: the first write goes to the first
  /\ writer' = [writer EXCEPT ![w] = [pc |-> "open", key |-> k, live |-> live, id |-> nextId]]
  /\ nextId' = nextId + 1
  /\ UNCHANGED <<db, outbox, epoch, reemit, restored, cursor, relayVars, log, gatewayVars, backupVars>>

\* State, version and outbox row become visible together, in any order between aggregates.
Commit(w) ==
  /\ writer[w].pc = "open"
  /\ LET k == writer[w].key
         v == Next1(db[k].ver)
     IN /\ db' = [db EXCEPT ![k] = [ver |-> v, content |-> w, live |-> writer[w].live]]
        /\ outbox' =
             IF Is("noDeletionEvent") /\ ~writer[w].live THEN outbox
             ELSE outbox \cup {[id |-> writer[w].id, key |-> k, ver |-> v, content |-> w,
                                live |-> writer[w].live]}
  /\ writer' = [writer EXCEPT ![w] = [IdleWriter EXCEPT !.pc = "committed"]]
  /\ UNCHANGED <<nextId, epoch, reemit, restored, cursor, relayVars, log, gatewayVars, backupVars>>

Abort(w) ==
  /\ writer[w].pc = "open"
  /\ writer' = [writer EXCEPT ![w] = [IdleWriter EXCEPT !.pc = "aborted"]]
  /\ UNCHANGED <<ownerVars, relayVars, log, gatewayVars, backupVars>>

-----------------------------------------------------------------------------
(* Relays *)

Set(r, pc) == relay' = [relay EXCEPT ![r].pc = pc]
Down(r) ==
  /\ relay' = [relay EXCEPT ![r] = DownRelay]
  /\ lock' = IF lock = r THEN None ELSE lock

Acquire(r) ==
  /\ relay[r].pc = "down"
  /\ lock = None
  /\ lock' = r
  /\ Set(r, "locked")
  /\ UNCHANGED <<producer, relayFaults, ownerVars, writer, log, gatewayVars, backupVars>>

\* What tells a restored database: its topic holds a version that it does not know, or knows as
\* another content, because it was written again after the restore.
OlderThanTopic ==
  \E i \in 1..Len(log) :
    LET known == db[log[i].key]
    IN \/ log[i].ver > known.ver
       \/ log[i].ver = known.ver /\ log[i] # EventOf(log[i].key) /\ ~Is("noticedByVersion")

\* initTransactions: whoever did it before is fenced, whatever it still holds in memory. Only then the
\* database sessions are opened and the topic is compared with the ledger.
InitProducer(r) ==
  /\ relay[r].pc = "locked"
  /\ producer' = r
  /\ relay' = [relay EXCEPT ![r] = ReadyRelay(TRUE)]
  /\ restored' = (restored \/ (OlderThanTopic /\ ~Is("restoreUnnoticed")))
  /\ UNCHANGED <<db, outbox, nextId, epoch, reemit, cursor, lock, relayFaults, writer, log,
                 gatewayVars, backupVars>>

\* A restore ends all sessions, and with its sessions a relay has lost its way to the database.
InSession(r) == relay[r].alive \/ Is("reconnects")

Loaded(r, rows, S) ==
  relay' = [relay EXCEPT ![r] =
    [pc |-> "read",
     alive |-> relay[r].alive,
     rows |-> rows,
     events |-> IF Is("transactionOrder") THEN RowsByTransaction(rows) ELSE EventsOf(S),
     scanned |-> S \cap reemit]]

\* One snapshot: the pending rows of some aggregates, and their state.
Read(r) ==
  /\ relay[r].pc = "ready"
  /\ InSession(r) /\ ~restored
  /\ \E S \in (SUBSET PendingKeys) \ {{}} :
       Loaded(r, {x \in Pending : x.key \in S}, S)
  /\ ~Is("twoSnapshots")
  /\ UNCHANGED <<lock, producer, relayFaults, ownerVars, writer, log, gatewayVars, backupVars>>

\* The error "twoSnapshots": the state first, the rows a moment later.
ReadState(r) ==
  /\ Is("twoSnapshots")
  /\ relay[r].pc = "ready"
  /\ PendingKeys # {}
  /\ relay' = [relay EXCEPT ![r].pc = "half", ![r].events = EventsOf(PendingKeys)]
  /\ UNCHANGED <<lock, producer, relayFaults, ownerVars, writer, log, gatewayVars, backupVars>>

ReadRows(r) ==
  /\ relay[r].pc = "half"
  /\ LET S == {relay[r].events[i].key : i \in 1..Len(relay[r].events)}
     IN relay' = [relay EXCEPT ![r].pc = "read",
                               ![r].rows = {x \in Pending : x.key \in S},
                               ![r].scanned = S \cap reemit]
  /\ UNCHANGED <<lock, producer, relayFaults, ownerVars, writer, log, gatewayVars, backupVars>>

Removed(rows) ==
  CASE Is("deleteUpTo") /\ rows # {} ->
         LET top == CHOOSE x \in rows : \A y \in rows : y.id <= x.id
         IN {x \in outbox : x.id > top.id}
    [] Is("cursor") -> outbox
    [] OTHER -> {x \in outbox : \A y \in rows : y.id # x.id}

Forget(r) ==
  /\ outbox' = Removed(relay[r].rows)
  /\ reemit' = reemit \ relay[r].scanned
  /\ cursor' = IF Is("cursor") /\ relay[r].rows # {}
               THEN (CHOOSE x \in relay[r].rows : \A y \in relay[r].rows : y.id <= x.id).id
               ELSE cursor

\* Kafka commits the transaction, all its records or none, unless the producer is fenced.
Publish(r) ==
  /\ relay[r].pc = (IF Is("markBeforeAck") THEN "marked" ELSE "read")
  /\ \/ /\ producer = r \/ Is("noProducerFencing")
        /\ log' = log \o relay[r].events
        /\ relay' = [relay EXCEPT ![r].events = <<>>,
                                  ![r].pc = IF Is("markBeforeAck") THEN "ready" ELSE "acked"]
        /\ UNCHANGED lock
     \/ /\ producer # r /\ ~Is("noProducerFencing")
        /\ Down(r)
        /\ UNCHANGED log
  /\ UNCHANGED <<producer, relayFaults, ownerVars, writer, gatewayVars, backupVars>>

\* Kafka aborts it: nothing was sent, the rows are still there.
PublishAborted(r) ==
  /\ relay[r].pc = "read"
  /\ relayFaults < RelayFaults
  /\ relayFaults' = relayFaults + 1
  /\ relay' = [relay EXCEPT ![r] = ReadyRelay(relay[r].alive)]
  /\ UNCHANGED <<lock, producer, ownerVars, writer, log, gatewayVars, backupVars>>

\* After the ack, exactly the rows that were read.
Delete(r) ==
  /\ relay[r].pc = "acked"
  /\ InSession(r)
  /\ Forget(r)
  /\ relay' = [relay EXCEPT ![r] = ReadyRelay(relay[r].alive)]
  /\ UNCHANGED <<db, nextId, epoch, restored, lock, producer, relayFaults, writer, log, gatewayVars,
                 backupVars>>

\* The error "markBeforeAck".
MarkFirst(r) ==
  /\ Is("markBeforeAck")
  /\ relay[r].pc = "read"
  /\ Forget(r)
  /\ Set(r, "marked")
  /\ UNCHANGED <<db, nextId, epoch, restored, lock, producer, relayFaults, writer, log, gatewayVars,
                 backupVars>>

\* Ends at any step; what it held in memory is gone, its session and lock with it.
Crash(r) ==
  /\ relay[r].pc # "down"
  /\ relayFaults < RelayFaults
  /\ relayFaults' = relayFaults + 1
  /\ Down(r)
  /\ UNCHANGED <<producer, ownerVars, writer, log, gatewayVars, backupVars>>

\* Paused for so long that the database ended its session: it goes on later, unaware.
LoseLock(r) ==
  /\ lock = r
  /\ relayFaults < RelayFaults
  /\ relayFaults' = relayFaults + 1
  /\ lock' = None
  /\ UNCHANGED <<producer, relay, ownerVars, writer, log, gatewayVars, backupVars>>

\* Its heartbeat failed: it gives up and stands for election again.
StepDown(r) ==
  /\ relay[r].pc # "down"
  /\ lock # r
  /\ Down(r)
  /\ UNCHANGED <<producer, relayFaults, ownerVars, writer, log, gatewayVars, backupVars>>

\* A restored database is mended in one transaction: its epoch rises above all that the topic has seen,
\* every key that only the topic knows gets a deletion, everything is to be sent again under the new
\* epoch. (The code lifts most versions later, during the scan; nobody publishes them before.)
Mend(r) ==
  /\ restored
  /\ relay[r].pc = "ready"
  /\ InSession(r)
  /\ \A w \in Writers : writer[w].pc # "open"      \* the epoch's lock waits for the writers
  /\ LET seen == {log[i].ver \div Base : i \in 1..Len(log)} \cup {epoch}
         new == IF Is("noEpoch") THEN epoch
                ELSE (CHOOSE e \in seen : \A f \in seen : f <= e) + 1
         inTopic(k) == {log[i].ver % Base : i \in {x \in 1..Len(log) : log[x].key = k}}
         ghosts == IF Is("noSweep") THEN {} ELSE {k \in Keys : db[k].ver = 0 /\ inTopic(k) # {}}
     IN /\ epoch' = new
        /\ db' = [k \in Keys |->
             CASE k \in ghosts ->
                    [ver |-> new * Base + (CHOOSE n \in inTopic(k) : \A m \in inTopic(k) : m <= n),
                     content |-> 0, live |-> FALSE]
               [] db[k].ver > 0 /\ ~Is("noEpoch") ->
                    [db[k] EXCEPT !.ver = new * Base + (db[k].ver % Base) + 1]
               [] OTHER -> db[k]]
        /\ reemit' = {k \in Keys : db[k].ver > 0} \cup ghosts
  /\ restored' = FALSE
  /\ UNCHANGED <<outbox, nextId, cursor, writer, relayVars, log, gatewayVars, backupVars>>

-----------------------------------------------------------------------------
(* The owner's database is set back *)

Backup ==
  /\ backup = None
  /\ restores < Restores
  /\ backup' = [db |-> db, outbox |-> outbox, nextId |-> nextId, epoch |-> epoch]
  /\ UNCHANGED <<ownerVars, writer, relayVars, log, gatewayVars, restores>>

\* All sessions end, so open transactions abort and the lock is free; what a relay holds in memory
\* stays there, and writers go on at once.
Restore ==
  /\ backup # None
  /\ restores < Restores
  /\ restores' = restores + 1
  /\ db' = backup.db
  /\ outbox' = backup.outbox
  /\ nextId' = backup.nextId
  /\ epoch' = backup.epoch
  /\ backup' = None
  /\ writer' = [w \in Writers |->
       IF writer[w].pc = "open" THEN [IdleWriter EXCEPT !.pc = "aborted"] ELSE writer[w]]
  /\ lock' = None
  /\ relay' = [r \in Relays |-> [relay[r] EXCEPT !.alive = FALSE]]
  /\ reemit' = {}
  /\ restored' = FALSE
  /\ UNCHANGED <<cursor, producer, relayFaults, log, gatewayVars>>

-----------------------------------------------------------------------------
(* The gateway *)

SetP(p, pc) == projector' = [projector EXCEPT ![p].pc = pc]
DownP(p) ==
  /\ projector' = [projector EXCEPT ![p] = DownProjector]
  /\ projectorLock' = IF projectorLock = p THEN None ELSE projectorLock

\* Elected: writes its epoch into the projector's row and takes up the stored offset.
Elect(p) ==
  /\ projector[p].pc = "down"
  /\ projectorLock = None
  /\ projectorLock' = p
  /\ owner' = p
  /\ projector' = [projector EXCEPT ![p] = [DownProjector EXCEPT !.pc = "ready", !.next = offset]]
  /\ UNCHANGED <<projectorFaults, view, offset, lastId, replays, ownerVars, writer, relayVars, log,
                 backupVars>>

\* A compacted topic keeps the last record of a key. Earlier ones may be gone, and to a reader that
\* knows nothing of the key also the tombstone that came last.
Gone(i) ==
  \/ \E j \in (i + 1)..Len(log) : log[j].key = log[i].key
  \/ ~log[i].live /\ view[log[i].key].ver = 0

RECURSIVE Slice(_, _, _)
Slice(from, upto, compacted) ==
  IF from > upto THEN <<>>
  ELSE (IF compacted /\ Gone(from) THEN <<>> ELSE <<log[from]>>) \o Slice(from + 1, upto, compacted)

Poll(p) ==
  /\ projector[p].pc = "ready"
  /\ projector[p].next < Len(log)
  /\ \E upto \in {projector[p].next + 1, Len(log)}, compacted \in BOOLEAN :
       projector' = [projector EXCEPT
         ![p].pc = "polled",
         ![p].batch = Slice(projector[p].next + 1, upto, compacted),
         ![p].upto = upto]
  /\ UNCHANGED <<projectorLock, owner, projectorFaults, view, offset, lastId, replays, ownerVars,
                 writer, relayVars, log, backupVars>>

\* The version guard, or what stands in its place in a broken variant.
Accepts(known, e, last) ==
  CASE Is("transactionOrder") -> TRUE
    [] Is("lastIdDedupe") -> last # <<e.key, e.ver>>
    [] OTHER -> e.ver > known.ver

RECURSIVE Upsert(_, _, _)
Upsert(known, batch, last) ==
  IF batch = <<>> THEN known
  ELSE LET e == Head(batch)
           now == IF Accepts(known[e.key], e, last)
                  THEN [known EXCEPT
                    ![e.key] = [ver |-> e.ver, content |-> e.content, live |-> e.live]]
                  ELSE known
       IN Upsert(now, Tail(batch), <<e.key, e.ver>>)

Fenced(p) == owner # p /\ ~Is("noProjectorFencing")

FencedOff(p) ==
  /\ projector[p].pc \in {"polled", "half"}
  /\ Fenced(p)
  /\ DownP(p)
  /\ UNCHANGED <<owner, projectorFaults, view, offset, lastId, replays, ownerVars, writer,
                 relayVars, log, backupVars>>

\* One transaction: the fence, the upserts, the offset.
Apply(p) ==
  /\ projector[p].pc = "polled"
  /\ ~Fenced(p)
  /\ ~Is("commitBeforeApply") /\ ~Is("lastIdDedupe")
  /\ view' = Upsert(view, projector[p].batch, lastId)
  /\ offset' = projector[p].upto
  /\ projector' = [projector EXCEPT
       ![p] = [DownProjector EXCEPT !.pc = "ready", !.next = projector[p].upto]]
  /\ UNCHANGED <<projectorLock, owner, projectorFaults, lastId, replays, ownerVars, writer,
                 relayVars, log, backupVars>>

\* The errors "commitBeforeApply" (offset, then view) and "lastIdDedupe" (view, then offset).
ApplyHalf(p) ==
  /\ projector[p].pc = "polled"
  /\ ~Fenced(p)
  /\ Is("commitBeforeApply") \/ Is("lastIdDedupe")
  /\ IF Is("commitBeforeApply")
     THEN offset' = projector[p].upto /\ UNCHANGED <<view, lastId>>
     ELSE /\ view' = Upsert(view, projector[p].batch, lastId)
          /\ lastId' = IF projector[p].batch = <<>> THEN lastId
                       ELSE LET e == projector[p].batch[Len(projector[p].batch)]
                            IN <<e.key, e.ver>>
          /\ UNCHANGED offset
  /\ SetP(p, "half")
  /\ UNCHANGED <<projectorLock, owner, projectorFaults, replays, ownerVars, writer, relayVars, log,
                 backupVars>>

ApplyOtherHalf(p) ==
  /\ projector[p].pc = "half"
  /\ ~Fenced(p)
  /\ IF Is("commitBeforeApply")
     THEN view' = Upsert(view, projector[p].batch, lastId) /\ UNCHANGED offset
     ELSE offset' = projector[p].upto /\ UNCHANGED view
  /\ projector' = [projector EXCEPT
       ![p] = [DownProjector EXCEPT !.pc = "ready", !.next = projector[p].upto]]
  /\ UNCHANGED <<projectorLock, owner, projectorFaults, lastId, replays, ownerVars, writer,
                 relayVars, log, backupVars>>

CrashP(p) ==
  /\ projector[p].pc # "down"
  /\ projectorFaults < ProjectorFaults
  /\ projectorFaults' = projectorFaults + 1
  /\ DownP(p)
  /\ UNCHANGED <<owner, view, offset, lastId, replays, ownerVars, writer, relayVars, log,
                 backupVars>>

LoseLockP(p) ==
  /\ projectorLock = p
  /\ projectorFaults < ProjectorFaults
  /\ projectorFaults' = projectorFaults + 1
  /\ projectorLock' = None
  /\ UNCHANGED <<owner, projector, view, offset, lastId, replays, ownerVars, writer, relayVars, log,
                 backupVars>>

StepDownP(p) ==
  /\ projector[p].pc # "down"
  /\ projectorLock # p \/ owner # p
  /\ DownP(p)
  /\ UNCHANGED <<owner, projectorFaults, view, offset, lastId, replays, ownerVars, writer,
                 relayVars, log, backupVars>>

\* A generation is built from nothing out of the log; whoever projected before is fenced.
Replay ==
  /\ replays < Replays
  /\ Len(log) > 0
  /\ replays' = replays + 1
  /\ owner' = None
  /\ view' = [k \in Keys |-> NothingKnown]
  /\ offset' = 0
  /\ lastId' = <<0, 0>>
  /\ UNCHANGED <<projectorLock, projector, projectorFaults, ownerVars, writer, relayVars, log,
                 backupVars>>

-----------------------------------------------------------------------------
(* The whole *)

\* Nothing is on its way to the log any more, as far as the processes can know.
RelaysQuiet ==
  /\ \A w \in Writers : writer[w].pc # "open"
  /\ PendingKeys = {}
  /\ ~restored
  /\ \E r \in Relays : lock = r /\ relay[r].pc = "ready" /\ relay[r].alive
  /\ \A r \in Relays : relay[r].pc \in {"down", "locked", "ready"}

\* Nor to the view.
Quiet ==
  /\ RelaysQuiet
  /\ Projectors # {}
  /\ offset = Len(log)
  /\ \A p \in Projectors : projector[p].pc \in {"down", "ready"}

\* A run may end only in quiet; any other state without a successor is reported as a deadlock.
AtRest == (IF Projectors = {} THEN RelaysQuiet ELSE Quiet) /\ UNCHANGED vars

WriterStep(w) ==
  \/ \E k \in Keys, live \in BOOLEAN : Lock(w, k, live)
  \/ Commit(w) \/ Abort(w)

RelayWork(r) ==
  \/ Acquire(r) \/ InitProducer(r) \/ Read(r) \/ ReadState(r) \/ ReadRows(r)
  \/ MarkFirst(r) \/ Publish(r) \/ Delete(r) \/ Mend(r)
RelayStep(r) == RelayWork(r) \/ PublishAborted(r) \/ Crash(r) \/ LoseLock(r) \/ StepDown(r)

ProjectorWork(p) ==
  Elect(p) \/ Poll(p) \/ Apply(p) \/ ApplyHalf(p) \/ ApplyOtherHalf(p) \/ FencedOff(p)
ProjectorStep(p) == ProjectorWork(p) \/ CrashP(p) \/ LoseLockP(p) \/ StepDownP(p)

Next ==
  \/ \E w \in Writers : WriterStep(w)
  \/ \E r \in Relays : RelayStep(r)
  \/ \E p \in Projectors : ProjectorStep(p)
  \/ Backup \/ Restore \/ Replay
  \/ AtRest

Spec == Init /\ [][Next]_vars

\* Whoever can go on does at some time; faults are never owed.
FairSpec ==
  /\ Spec
  /\ \A w \in Writers : WF_vars(Commit(w) \/ Abort(w))
  /\ \A r \in Relays : WF_vars(RelayWork(r) \/ StepDown(r))
  /\ \A p \in Projectors : WF_vars(ProjectorWork(p) \/ StepDownP(p))

Symmetry == Permutations(Relays) \cup Permutations(Projectors)

-----------------------------------------------------------------------------
(* What must hold *)

Earlier(i, j) == i < j /\ log[i].key = log[j].key

\* I2: one version of an aggregate is one content.
SameVersionSameContent ==
  \A i, j \in 1..Len(log) :
    (log[i].key = log[j].key /\ log[i].ver = log[j].ver) => log[i] = log[j]

\* I3: the first occurrence of a version comes after all lower versions of its key.
FirstOccurrencesAscend ==
  \A j \in 1..Len(log) :
    (\A i \in 1..(j - 1) : log[i].key = log[j].key => log[i].ver # log[j].ver)
      => \A i \in 1..(j - 1) : Earlier(i, j) => log[i].ver < log[j].ver

\* I3: what compaction leaves of a key is its newest state.
LastRecordIsNewest ==
  \A j \in 1..Len(log) :
    (~\E i \in (j + 1)..Len(log) : log[i].key = log[j].key)
      => \A i \in 1..(j - 1) : Earlier(i, j) => log[i].ver <= log[j].ver

\* I1: a refused write leaves nothing.
OnlyCommittedIsSeen ==
  \A i \in 1..Len(log) : log[i].content = 0 \/ writer[log[i].content].pc = "committed"

\* I1, I5: at rest the log tells the owner's state of every aggregate, ghosts excluded.
LogCompleteWhenQuiet ==
  RelaysQuiet => \A k \in Keys :
    LET said == {i \in 1..Len(log) : log[i].key = k}
    IN IF said = {} THEN db[k].ver = 0
       ELSE log[CHOOSE i \in said : \A j \in said : j <= i] = EventOf(k)

\* I1, I5, I8, I10 and no ghosts: at rest the view is the owner's state, after whatever happened.
ConvergedWhenQuiet ==
  Quiet => \A k \in Keys :
    /\ view[k].live = db[k].live
    /\ db[k].live => view[k].content = db[k].content /\ view[k].ver = db[k].ver

\* I11, I14: nothing projected is ever replaced by something older.
ViewNeverRegresses ==
  [][replays' = replays => \A k \in Keys : view'[k].ver >= view[k].ver]_vars

\* I10: only a newer version, a recreation, brings back what was deleted.
DeletionNeverUndone ==
  [][\A k \in Keys :
       (replays' = replays /\ view[k].ver > 0 /\ ~view[k].live /\ view'[k].live)
         => view'[k].ver > view[k].ver]_vars

\* A resumed projector does not set the stored offset back.
OffsetNeverRegresses == [][replays' = replays => offset' >= offset]_vars

\* The eventual form of ConvergedWhenQuiet: quiet does come, and stays.
EventuallyConverged == <>[](Quiet /\ ConvergedWhenQuiet)

-----------------------------------------------------------------------------
(* Seen to be possible: each of these must be violated, or the model is too small to say anything *)

NeverRecreatedAfterFault ==
  ~(/\ RelaysQuiet
    /\ relayFaults = RelayFaults
    /\ Len(log) > 2
    /\ \E i, j \in 1..Len(log) :
         i < j /\ log[i].key = log[j].key /\ ~log[i].live /\ log[j].live)

NoGhostEverLaid ==
  ~(Quiet /\ restores = 1 /\ \E k \in Keys : view[k].ver \div Base = 2 /\ view[k].content = 0)
=============================================================================
