package org.livingevidence.citations.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;

/// Decides what a chunk of source records makes of the aggregates they speak of. It only decides:
/// what is known goes in, outcomes come out, and what is left to write stands in [#written],
/// [#deleted] and [#remembered].
///
/// The rule, per aggregate: it exists exactly when its highest record stands above its highest
/// deletion, and then has that record's content. Both only rise; so the order and the number of
/// imports do not matter. A curator's edit holds until the source sends other content at a higher
/// position.
final class SourceChunk {
  private static final class Entry {
    private final Remembered remembered;
    private final @Nullable String hashBefore;
    private @Nullable String hash;
    private SourceState.@Nullable Present written;

    Entry(Remembered remembered, @Nullable String hash) {
      this.remembered = remembered;
      this.hashBefore = hash;
      this.hash = hash;
    }

    boolean exists() {
      return hash != null;
    }
  }

  private final @Nullable String release;
  private final String document;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// @param remembered by id, of those that any source spoke of before
  /// @param hashes by id, of those that exist
  /// @param release the release of the document, as [SourcePosition#release] gives it
  /// @param document the document's name, by which its undated deletions are counted once
  SourceChunk(
      Map<String, Remembered> remembered,
      Map<String, String> hashes,
      List<? extends SourceState> records,
      @Nullable String release,
      String document) {
    this.release = release;
    this.document = document;
    for (SourceState record : records) {
      String id = record.id();
      if (!entries.containsKey(id)) {
        Remembered known = remembered.get(id);
        entries.put(id, new Entry(known == null ? new Remembered(id) : known, hashes.get(id)));
      }
    }
  }

  /// @return what becomes of the next record of the chunk
  Outcome next(SourceState record) {
    Entry entry = entries.get(record.id());
    if (entry == null) {
      throw new IllegalArgumentException("a record that is not of this chunk: " + record.id());
    }
    return switch (record) {
      case SourceState.Present present -> present(entry, present);
      case SourceState.Absent absent -> absent(entry, absent);
    };
  }

  private Outcome present(Entry entry, SourceState.Present record) {
    Remembered remembered = entry.remembered;
    SourcePosition position =
        SourcePosition.ofRecord(record.version(), record.revised(), release, record.hash());
    if (remembered.awaited()) {
      remembered.cover(position.covered());
    }
    SourcePosition highest = remembered.record();
    boolean sameContent = highest != null && highest.content().equals(position.content());
    if (sameContent) {
      remembered.confirm(release);
    }
    if (highest != null && position.compareTo(highest) <= 0) {
      return sameContent
          ? outcome(OutcomeKind.UNCHANGED, record, null)
          : outcome(OutcomeKind.OLDER, record, "a newer record of it was imported before");
    }
    remembered.rise(position);
    remembered.confirm(release);
    if (remembered.covers(position)) {
      return outcome(OutcomeKind.OLDER, record, "its deletion is newer");
    }
    if (entry.exists() && (sameContent || record.hash().equals(entry.hash))) {
      return outcome(OutcomeKind.UNCHANGED, record, null);
    }
    OutcomeKind kind = entry.exists() ? OutcomeKind.UPDATED : OutcomeKind.CREATED;
    entry.hash = record.hash();
    entry.written = record;
    return outcome(kind, record, null);
  }

  private Outcome absent(Entry entry, SourceState.Absent record) {
    Remembered remembered = entry.remembered;
    SourcePosition highest = remembered.record();
    SourcePosition position;
    if (record.date() != null) {
      position = SourcePosition.ofDeletion(record.version(), record.date(), release);
    } else if (remembered.undated().contains(document)) {
      return standing(entry, record, "the same document was imported before");
    } else {
      remembered.countUndated(document);
      if (highest == null && !entry.exists()) {
        remembered.await();
        return outcome(OutcomeKind.ABSENT, record, null);
      }
      position =
          highest == null
              ? SourcePosition.ofDeletion(record.version(), null, null)
              : highest.covered();
    }
    if (remembered.covers(position)) {
      return standing(entry, record, "it was put back after this deletion");
    }
    remembered.cover(position);
    if (!entry.exists()) {
      return outcome(OutcomeKind.ABSENT, record, null);
    }
    if (highest != null && highest.compareTo(position) > 0) {
      return outcome(OutcomeKind.OLDER, record, "its record is newer than this deletion");
    }
    entry.hash = null;
    entry.written = null;
    return outcome(OutcomeKind.DELETED, record, null);
  }

  private static Outcome standing(Entry entry, SourceState record, String why) {
    return entry.exists()
        ? outcome(OutcomeKind.UNCHANGED, record, why)
        : outcome(OutcomeKind.ABSENT, record, null);
  }

  private static Outcome outcome(OutcomeKind kind, SourceState record, @Nullable String reason) {
    return new Outcome(kind, record.id(), reason);
  }

  /// @return the states that differ from what is stored
  List<SourceState.Present> written() {
    List<SourceState.Present> states = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.written != null && !entry.written.hash().equals(entry.hashBefore)) {
        states.add(entry.written);
      }
    }
    return states;
  }

  /// @return the ids of what exists no longer
  List<String> deleted() {
    List<String> ids = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          if (entry.hashBefore != null && entry.hash == null) {
            ids.add(id);
          }
        });
    return ids;
  }

  /// @return what has to be remembered anew
  List<Remembered> remembered() {
    return entries.values().stream()
        .map(entry -> entry.remembered)
        .filter(Remembered::changed)
        .toList();
  }

  /// @param before the stored states of those that existed
  /// @param after what is written, completed
  /// @return changed paths by id; empty for what did not exist
  static Map<String, List<String>> paths(
      Map<String, JsonNode> before, List<SourceState.Present> after) {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    for (SourceState.Present state : after) {
      JsonNode old = before.get(state.id());
      paths.put(
          state.id(),
          old == null ? List.of() : StateJson.changedPaths(old, StateJson.parse(state.json())));
    }
    return paths;
  }
}
