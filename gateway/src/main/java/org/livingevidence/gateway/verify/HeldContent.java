package org.livingevidence.gateway.verify;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.EventReader;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.read.Snapshots;
import org.livingevidence.gateway.read.Snapshots.Snapshot;
import org.livingevidence.outbox.ContentHash;

/// What the gateway holds of the owners' aggregates.
@ApplicationScoped
class HeldContent {
  private final Snapshots snapshots;

  HeldContent(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /// An aggregate as it is held.
  ///
  /// @param stored the hash of what is stored; null for a deleted one
  record Held(
      long version, String dataSchema, String hash, boolean deleted, @Nullable String stored) {
    boolean altered() {
      return stored != null && !stored.equals(hash);
    }
  }

  /// Those behind one id, up to another.
  ///
  /// @param upTo the last; null for all that follow
  Map<String, Held> between(Source source, String after, @Nullable String upTo) {
    return snapshots.read(
        snapshot ->
            read(
                snapshot,
                source,
                "id > ? and (?::text is null or id <= ?)",
                statement -> {
                  statement.setString(1, after);
                  statement.setString(2, upTo);
                  statement.setString(3, upTo);
                }));
  }

  /// These.
  Map<String, Held> some(Source source, List<String> ids) {
    return snapshots.read(
        snapshot -> {
          Array wanted = snapshot.connection().createArrayOf("text", ids.toArray());
          return read(snapshot, source, "id = any (?)", statement -> statement.setArray(1, wanted));
        });
  }

  @FunctionalInterface
  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private static Map<String, Held> read(
      Snapshot snapshot, Source source, String which, Binding binding) throws SQLException {
    Map<String, Held> held = new HashMap<>();
    try (PreparedStatement statement =
        snapshot
            .connection()
            .prepareStatement(
                "select id, version, data_schema, hash, deleted, data from "
                    + source.type()
                    + " where "
                    + which)) {
      binding.to(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String data = row.getString(6);
          held.put(
              row.getString(1),
              new Held(
                  row.getLong(2),
                  row.getString(3),
                  row.getString(4),
                  row.getBoolean(5),
                  data == null ? null : hash(data)));
        }
      }
    }
    return held;
  }

  /// What has no canonical form has no hash either, and so not that with which it came.
  private static String hash(String data) {
    try {
      return ContentHash.of(EventReader.stored(data));
    } catch (RuntimeException e) {
      return "none (" + e.getMessage() + ")";
    }
  }
}
