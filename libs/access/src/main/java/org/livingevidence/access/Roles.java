package org.livingevidence.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The roles a token's `groups` claim may carry, as constants for `@RolesAllowed`. [#ADMIN] implies
/// every other role, and every role implies [#READER]; the implication is drawn once, when the
/// identity is built, so that `@RolesAllowed(Roles.CURATOR)` is all a resource has to say.
public final class Roles {
  /// Reads where reading is not open.
  public static final String READER = "reader";

  /// Creates, edits and deletes topics, citations, drugs and what hangs on them.
  public static final String CURATOR = "curator";

  /// Imports files, sees and cancels its own imports.
  public static final String IMPORTER = "importer";

  /// Re-emits, rebuilds, redrives; reads the audit log and everybody's imports.
  public static final String OPERATOR = "operator";

  /// Everything.
  public static final String ADMIN = "admin";

  /// Every role, weakest first.
  public static final List<String> ALL = List.of(READER, CURATOR, IMPORTER, OPERATOR, ADMIN);

  private Roles() {}

  /// The roles that hold when a token grants `granted`: unknown names are dropped, implied roles
  /// added.
  static Set<String> effective(Collection<String> granted) {
    var known = new LinkedHashSet<>(granted);
    known.retainAll(ALL);
    if (known.contains(ADMIN)) {
      known.addAll(ALL);
    } else if (!known.isEmpty()) {
      known.add(READER);
    }
    return known;
  }
}
