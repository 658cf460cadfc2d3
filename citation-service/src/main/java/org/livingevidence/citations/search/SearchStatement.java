package org.livingevidence.citations.search;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.citations.event.StateJson;

/// One search as one SQL statement: what is found is gathered once, then counted, paged and
/// grouped. Rows come by kind: totals, then counts of facets, then the page.
record SearchStatement(String sql, List<Object> parameters) {
  private static final String TOTALS = "0";
  private static final String HIT = "2";

  SearchStatement {
    parameters = List.copyOf(parameters);
  }

  static SearchStatement of(SearchIndex.Request request, SearchConfig config) {
    List<Object> parameters = new ArrayList<>();
    SqlCondition wanted = SqlCondition.of(request.expression());
    if (request.seenAfter() > 0 || request.seenUpTo() < Long.MAX_VALUE) {
      wanted =
          wanted.and(
              new SqlCondition(
                  "s.first_seen > ? and s.first_seen <= ?",
                  List.of(request.seenAfter(), request.seenUpTo())));
    }
    StringBuilder sql = new StringBuilder("with ");
    Expression focus = request.focus();
    if (focus != null) {
      // Nearly a part of what is wanted, and never more than joined to it.
      SqlCondition mainly = SqlCondition.of(focus);
      sql.append("focus as materialized (select s.id from citation_search s where ")
          .append(mainly.sql())
          .append("),\n");
      parameters.addAll(mainly.parameters());
    }
    sql.append("hits as materialized (select s.id, ").append(key(request)).append(" as key");
    for (Facet facet : kept(request)) {
      sql.append(", ").append(facet.column()).append(" as f_").append(facet.label());
    }
    sql.append(focus == null ? ", false as focused" : ", f.id is not null as focused");
    sql.append(" from citation_search s ");
    if (focus != null) {
      sql.append("left join focus f on f.id = s.id ");
    }
    sql.append("where ").append(wanted.sql()).append("),\n");
    parameters.addAll(wanted.parameters());
    sql.append("page as materialized (select h.id, h.key, h.focused from hits h ");
    SearchIndex.Place after = request.after();
    if (after != null) {
      sql.append("where h.key < ? or (h.key = ? and h.id > ?) ");
      parameters.addAll(List.of(after.key(), after.key(), after.id()));
    }
    sql.append("order by h.key desc, h.id limit ?)\n");
    parameters.add(request.limit() + 1);
    sql.append("select ")
        .append(TOTALS)
        .append(" as kind, '' as name, null as value, count(*) as n, null as id,")
        .append(
            " exists (select from search_fill where not done) as yes, null as data from hits\n");
    for (Facet facet : kept(request)) {
      facet(sql, parameters, facet, config);
    }
    for (Map.Entry<String, Expression> filter : request.filters().entrySet()) {
      SqlCondition both = wanted.and(SqlCondition.of(filter.getValue()));
      sql.append("union all select 1, '")
          .append(Facet.THERAPY.name())
          .append("', ?, count(*), null, null, null from citation_search s where ")
          .append(both.sql())
          .append('\n');
      parameters.add(filter.getKey());
      parameters.addAll(both.parameters());
    }
    sql.append("union all select ")
        .append(HIT)
        .append(", '', null, p.key, p.id, p.focused, c.data::text")
        .append(" from page p join citation c on c.id = p.id\n")
        .append("order by kind, name, n desc, id, value");
    return new SearchStatement(sql.toString(), parameters);
  }

  /// The facets whose values stand in the rows.
  private static List<Facet> kept(SearchIndex.Request request) {
    return request.facets().stream().filter(facet -> !facet.column().isEmpty()).sorted().toList();
  }

  /// Higher stands first.
  private static String key(SearchIndex.Request request) {
    return switch (request.order()) {
      case RELEVANCE ->
          request.focus() == null
              ? "s.score"
              : "s.score + case when f.id is null then 0 else " + SearchIndex.FOCUS + " end";
      case RANK -> "s.score";
      case NEWEST -> "s.published_on::bigint";
      case YEAR -> "-(case s.published_on when 0 then 99999999 else s.published_on end)::bigint";
      case LATEST -> "s.first_seen";
      case ADDED -> "-s.first_seen";
    };
  }

  private static void facet(
      StringBuilder sql, List<Object> parameters, Facet facet, SearchConfig config) {
    String column = "f_" + facet.label();
    String from = "hits";
    if (facet == Facet.HEADING) {
      from = "(select f_heading from hits limit ?)";
      parameters.add(config.headingRows());
    }
    String values =
        facet.several()
            ? "select v.value, count(*) as n from "
                + from
                + " h left join lateral unnest(h."
                + column
                + ") as v (value) on true group by 1"
            : "select h."
                + column
                + "::text as value, count(*) as n from "
                + from
                + " h group by 1";
    sql.append("union all (select 1, '")
        .append(facet.name())
        .append("', g.value, g.n, null, null, null from (")
        .append(values)
        .append(") g order by g.n desc, g.value limit ?)\n");
    parameters.add(facet == Facet.YEAR ? 1_000 : config.facetValues() + 1);
  }

  void bind(PreparedStatement statement) throws SQLException {
    bind(statement, parameters);
  }

  static void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
    int at = 0;
    for (Object parameter : parameters) {
      at++;
      if (parameter instanceof List<?> list) {
        statement.setArray(at, statement.getConnection().createArrayOf("text", list.toArray()));
      } else {
        statement.setObject(at, parameter);
      }
    }
  }

  SearchIndex.Found read(ResultSet rows, int limit) throws SQLException {
    long total = 0;
    boolean filling = false;
    List<SearchIndex.Hit> hits = new ArrayList<>();
    Map<Facet, List<SearchIndex.Count>> facets = new EnumMap<>(Facet.class);
    while (rows.next()) {
      switch (rows.getInt("kind")) {
        case 0 -> {
          total = rows.getLong("n");
          filling = rows.getBoolean("yes");
        }
        case 1 ->
            facets
                .computeIfAbsent(Facet.valueOf(rows.getString("name")), unused -> new ArrayList<>())
                .add(new SearchIndex.Count(rows.getString("value"), rows.getLong("n")));
        default ->
            hits.add(
                new SearchIndex.Hit(
                    rows.getString("id"),
                    new SearchIndex.Place(rows.getLong("n"), rows.getString("id")),
                    rows.getBoolean("yes"),
                    StateJson.parse(rows.getString("data"))));
      }
    }
    boolean more = hits.size() > limit;
    return new SearchIndex.Found(
        more ? hits.subList(0, limit) : hits, total, more, filling, facets);
  }
}
