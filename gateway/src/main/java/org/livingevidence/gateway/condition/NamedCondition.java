package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How a condition is named wherever it appears.
///
/// @param id the topic's id
/// @param name its preferred name, as its scheme writes it
/// @param naturalName the same in natural order
/// @param slug its own path segment, null when its owner gave none
record NamedCondition(String id, String name, String naturalName, @Nullable String slug) {
  /// The columns [#read] takes from a row of `topic` called `t`.
  static final String COLUMNS =
      "t.id, coalesce(t.name, t.natural_name, t.id) as name,"
          + " coalesce(t.natural_name, t.name, t.id) as natural_name, t.slug";

  static NamedCondition read(ResultSet row) throws SQLException {
    return new NamedCondition(
        row.getString("id"),
        row.getString("name"),
        row.getString("natural_name"),
        row.getString("slug"));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id).put("name", name).put("naturalName", naturalName);
    if (slug != null) {
      json.put("slug", slug);
    }
    return json;
  }
}
