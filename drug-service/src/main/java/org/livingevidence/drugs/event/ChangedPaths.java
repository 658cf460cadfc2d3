package org.livingevidence.drugs.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What differs between two states, as JSON Pointers into the newer: fields down to the field that
/// changed; of lists of equal length the items, of others the list.
public final class ChangedPaths {
  /// Beyond so many, the top-level fields are named instead.
  private static final int MOST = 40;

  private ChangedPaths() {}

  /// The paths in order; empty when there was nothing before, which means "everything".
  public static List<String> between(@Nullable JsonNode before, JsonNode after) {
    if (before == null) {
      return List.of();
    }
    var paths = new ArrayList<String>();
    compare("", before, after, paths);
    if (paths.size() <= MOST) {
      return List.copyOf(paths);
    }
    var tops = new LinkedHashSet<String>();
    for (String path : paths) {
      int end = path.indexOf('/', 1);
      tops.add(end < 0 ? path : path.substring(0, end));
    }
    return List.copyOf(tops);
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<String> paths) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      after.fieldNames().forEachRemaining(names::add);
      before.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path + "/" + name, before.path(name), after.path(name), paths);
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < after.size(); i++) {
        compare(path + "/" + i, before.path(i), after.path(i), paths);
      }
    } else {
      paths.add(path.isEmpty() ? "/" : path);
    }
  }
}
