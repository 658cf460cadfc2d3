package org.livingevidence.access;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells from an exception whether the database is away, full or read-only, as opposed to having
/// been asked something wrong.
public final class DatabaseAway {
  /// How deep exceptions are searched; transaction managers nest them.
  private static final int MOST = 50;

  private DatabaseAway() {}

  /// Whether `failure`, its causes or what they suppressed say that the database cannot serve now.
  public static boolean causes(@Nullable Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var open = new ArrayDeque<Throwable>();
    if (failure != null) {
      open.add(failure);
    }
    while (!open.isEmpty() && seen.size() < MOST) {
      Throwable next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (next instanceof SQLException sql && isAway(sql)) {
        return true;
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      open.addAll(java.util.List.of(next.getSuppressed()));
    }
    return false;
  }

  /// The SQL states: 08 connection, 53 resources (disk full, too many connections), 57P0x shutdown,
  /// 58 system error (I/O), 25006 read-only, 28 a password that is being changed, 3D000 a database
  /// that is being put back; one that takes no connections has the state of many a fault (55000)
  /// and is told by its words. The pool's own exception for an acquisition that timed out has none.
  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return says(failure, "cquisition timeout");
    }
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("28")
        || state.startsWith("57P0")
        || state.startsWith("58")
        || state.equals("25006")
        || state.equals("3D000")
        || (state.equals("55000") && says(failure, "not currently accepting connections"));
  }

  private static boolean says(SQLException failure, String words) {
    String message = failure.getMessage();
    return message != null && message.contains(words);
  }
}
