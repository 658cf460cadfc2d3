package org.livingevidence.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.ContentHash;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.OutboxTransaction;

/// The owner's write transactions, open ones included, and the truth about what was acknowledged.
final class Writers implements AutoCloseable {
  private final World world;
  private final Content content;
  private final List<Write> open = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Map<Key, Held> committed = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private @Nullable Key lastWritten;

  Writers(World world) {
    this.world = world;
    this.content = new Content();
  }

  /// A transaction under way; without a key it has a transaction id and has locked nothing yet.
  private final class Write {
    private final Connection connection;
    private final OutboxTransaction outbox;
    private @Nullable Key key;
    private @Nullable Held outcome;

    Write() throws SQLException {
      Connection used = idle.poll();
      connection = used == null ? world.owner().connect() : used;
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_current_xact_id()");
      }
      outbox = OutboxTransaction.on(connection);
    }

    void write(Random random) throws SQLException {
      Key wanted = wanted(random);
      key = wanted;
      LockedAggregate aggregate = outbox.lock(wanted.type(), wanted.id());
      Lane lane = random.nextInt(4) == 0 ? Lane.BULK : Lane.INTERACTIVE;
      boolean delete = aggregate.exists() && random.nextInt(4) == 0;
      JsonNode data = delete ? content.deletion(wanted) : content.next(wanted, random);
      if (delete) {
        run("delete from state where type = ? and id = ?", wanted, null, null);
      } else {
        run(
            """
            insert into state (type, id, data) values (?, ?, ?::jsonb)
            on conflict (type, id) do update set data = excluded.data
            """,
            wanted,
            null,
            data);
      }
      EventId event = delete ? aggregate.deleted(lane) : aggregate.changed(List.of("/title"), lane);
      run(
          "insert into payload (type, id, version, data) values (?, ?, ?, ?::jsonb)",
          wanted,
          event.version(),
          data);
      outcome = new Held(event.version(), ContentHash.of(data), delete);
    }

    private void run(String sql, Key of, @Nullable Long version, @Nullable JsonNode data)
        throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int n = 1;
        statement.setString(n++, of.type());
        statement.setString(n++, of.id());
        if (version != null) {
          statement.setLong(n++, version);
        }
        if (data != null) {
          statement.setString(n, data.toString());
        }
        statement.executeUpdate();
      }
    }

    void end(boolean commit) throws SQLException {
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
      idle.push(connection);
      if (key != null && outcome != null) {
        if (commit) {
          committed.put(key, outcome);
          lastWritten = key;
        } else if (!outcome.deleted()) {
          refused.add(outcome.hash());
        }
      }
    }
  }

  /// A whole transaction.
  void write(Random random) {
    quietly(
        () -> {
          Write write = new Write();
          write.write(random);
          write.end(random.nextInt(8) > 0);
        });
  }

  /// Begins a transaction and leaves it open, before or after it has locked and written.
  void begin(Random random) {
    if (open.size() >= 3) {
      end(random);
      return;
    }
    quietly(
        () -> {
          Write write = new Write();
          if (random.nextBoolean()) {
            write.write(random);
          }
          open.add(write);
        });
  }

  /// Goes on with an open transaction: writes where it has not yet, else commits or rolls back.
  void end(Random random) {
    if (open.isEmpty()) {
      return;
    }
    quietly(
        () -> {
          Write write = open.get(random.nextInt(open.size()));
          if (write.key == null) {
            write.write(random);
          } else {
            open.remove(write);
            write.end(random.nextInt(4) > 0);
          }
        });
  }

  /// Ends all that is open.
  void endAll(Random random) {
    while (!open.isEmpty()) {
      end(random);
    }
  }

  /// The newest acknowledged state of every aggregate ever written.
  Map<Key, Held> committed() {
    return Map.copyOf(committed);
  }

  /// Content hashes of what was rolled back.
  Set<String> refused() {
    return Set.copyOf(refused);
  }

  /// Often the one written last: faults show where versions of one aggregate are close together.
  private Key wanted(Random random) {
    Set<Key> busy = busy();
    Key last = lastWritten;
    if (last != null && !busy.contains(last) && random.nextInt(3) == 0) {
      return last;
    }
    return content.key(random, busy);
  }

  private Set<Key> busy() {
    Set<Key> busy = new HashSet<>();
    for (Write write : open) {
      if (write.key != null) {
        busy.add(write.key);
      }
    }
    return busy;
  }

  @Override
  public void close() {
    for (Write write : open) {
      idle.push(write.connection);
    }
    idle.forEach(connection -> quietly(connection::close));
  }

  @FunctionalInterface
  private interface Sql {
    void run() throws SQLException;
  }

  private static void quietly(Sql work) {
    try {
      work.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
