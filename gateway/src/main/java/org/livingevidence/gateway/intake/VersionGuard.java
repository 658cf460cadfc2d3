package org.livingevidence.gateway.intake;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.EventEnvelope;

/// Lets through, of a batch of events of one source, what is newer than what the store holds: at
/// most one event per aggregate, the newest, with the changed paths of all that it stands for.
///
/// A version that is held with another content of the same schema revision breaks the owners'
/// promise. It is never dropped in silence: the record that stands later in the log wins, since a
/// replay and every other reader end with that one, and the conflict is recorded.
public final class VersionGuard {
  /// What became of an event.
  public enum Verdict {
    /// It is newer.
    APPLIED,
    /// It is older: a late or redriven one.
    STALE,
    /// It is what is held.
    DUPLICATE,
    /// Same version, other content: applied, and recorded.
    CONFLICT
  }

  /// A broken promise, to be recorded.
  public record Conflict(
      String type,
      String subject,
      long version,
      String keptHash,
      String seenHash,
      String topic,
      int partition,
      long offset) {}

  /// An event that is to be applied.
  ///
  /// @param arrived the event
  /// @param held what it replaces; null for an aggregate never seen
  /// @param changedPaths the paths of all events that it stands for; empty when one did not say
  public record Accepted<T>(Arrived<T> arrived, @Nullable Held held, List<String> changedPaths) {
    /// The aggregate's id.
    public String id() {
      return arrived.id();
    }
  }

  /// The outcome for a batch.
  public record Result<T>(
      List<Accepted<T>> accepted, List<Conflict> conflicts, Map<Verdict, Integer> verdicts) {}

  private VersionGuard() {}

  /// Compares a batch, in the order of the log, with the live rows of the connection's generation.
  public static <T> Result<T> select(Connection connection, Source source, List<Arrived<T>> batch)
      throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    batch.forEach(arrived -> ids.add(arrived.id()));
    return select(source, batch, held(connection, source, ids));
  }

  static <T> Result<T> select(Source source, List<Arrived<T>> batch, Map<String, Held> stored) {
    Map<String, Held> current = new HashMap<>(stored);
    Map<String, Accepted<T>> accepted = new LinkedHashMap<>();
    List<Conflict> conflicts = new ArrayList<>();
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (Arrived<T> arrived : batch) {
      Held held = current.get(arrived.id());
      Verdict verdict = judge(held, arrived.envelope());
      verdicts.merge(verdict, 1, Integer::sum);
      if (verdict == Verdict.CONFLICT && held != null) {
        conflicts.add(conflict(source, arrived, held));
      }
      if (verdict == Verdict.APPLIED || verdict == Verdict.CONFLICT) {
        current.put(arrived.id(), heldAfter(arrived.envelope()));
        accepted.merge(
            arrived.id(),
            new Accepted<>(arrived, stored.get(arrived.id()), arrived.envelope().changedPaths()),
            VersionGuard::coalesce);
      }
    }
    return new Result<>(List.copyOf(accepted.values()), conflicts, verdicts);
  }

  static Verdict judge(@Nullable Held held, EventEnvelope seen) {
    if (held == null || seen.version() > held.version()) {
      return Verdict.APPLIED;
    }
    if (seen.version() < held.version()) {
      return Verdict.STALE;
    }
    if (held.dataSchema().equals(seen.dataSchema())) {
      return held.hash().equals(seen.contentHash()) && held.deleted() == seen.deleted()
          ? Verdict.DUPLICATE
          : Verdict.CONFLICT;
    }
    if (!family(held.dataSchema()).equals(family(seen.dataSchema()))) {
      return Verdict.CONFLICT;
    }
    // The same version rendered anew: contents of two revisions do not compare.
    return revision(seen.dataSchema()) > revision(held.dataSchema())
        ? Verdict.APPLIED
        : Verdict.STALE;
  }

  private static Map<String, Held> held(Connection connection, Source source, Set<String> ids)
      throws SQLException {
    Map<String, Held> held = new HashMap<>();
    Array wanted = connection.createArrayOf("text", ids.toArray());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, version, data_schema, hash, deleted from "
                + source.type()
                + " where id = any (?)")) {
      statement.setArray(1, wanted);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          held.put(
              row.getString(1),
              new Held(row.getLong(2), row.getString(3), row.getString(4), row.getBoolean(5)));
        }
      }
    }
    return held;
  }

  private static Held heldAfter(EventEnvelope envelope) {
    return new Held(
        envelope.version(), envelope.dataSchema(), envelope.contentHash(), envelope.deleted());
  }

  private static <T> Conflict conflict(Source source, Arrived<T> arrived, Held held) {
    return new Conflict(
        source.type(),
        arrived.id(),
        held.version(),
        held.hash(),
        arrived.envelope().contentHash(),
        arrived.topic(),
        arrived.partition(),
        arrived.offset());
  }

  private static <T> Accepted<T> coalesce(Accepted<T> first, Accepted<T> second) {
    if (first.changedPaths().isEmpty() || second.changedPaths().isEmpty()) {
      return new Accepted<>(second.arrived(), first.held(), List.of());
    }
    Set<String> paths = new LinkedHashSet<>(first.changedPaths());
    paths.addAll(second.changedPaths());
    return new Accepted<>(second.arrived(), first.held(), List.copyOf(paths));
  }

  private static String family(String dataSchema) {
    int mark = revisionMark(dataSchema);
    return mark < 0 ? dataSchema : dataSchema.substring(0, mark);
  }

  private static long revision(String dataSchema) {
    int mark = revisionMark(dataSchema);
    return mark < 0 ? 0 : Long.parseLong(dataSchema, mark + 2, dataSchema.length(), 10);
  }

  private static int revisionMark(String dataSchema) {
    int mark = dataSchema.lastIndexOf(".r");
    if (mark < 0 || mark + 2 == dataSchema.length() || dataSchema.length() - mark > 12) {
      return -1;
    }
    for (int i = mark + 2; i < dataSchema.length(); i++) {
      if (dataSchema.charAt(i) < '0' || dataSchema.charAt(i) > '9') {
        return -1;
      }
    }
    return mark;
  }
}
