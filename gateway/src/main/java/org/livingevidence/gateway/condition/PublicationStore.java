package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Species;
import org.livingevidence.gateway.condition.PublicationQuery.Cursor;
import org.livingevidence.gateway.condition.PublicationQuery.Sort;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads a condition's publications, best first, newest first, or the retracted ones, by keys and
/// never by offset.
@ApplicationScoped
class PublicationStore {
  private static final String LINKED =
      """
      select l.citation_id, l.direct, l.via, l.major, l.in_title, l.year, l.design, l.species,
             l.retracted, l.score, l.textual, null as drug_id, null as how, c.state, c.data
        from condition_citation l join citation c on c.id = l.citation_id
       where l.condition_id = ?
      """;
  private static final String NAMING_COLUMNS =
      """
      select l.citation_id, w.direct, w.via, w.major, w.in_title, l.year, l.design, l.species,
             l.retracted, l.score, w.textual, l.drug_id, l.how, c.state, c.data
      """;
  private static final String NAMING_JOINS =
      """
        join condition_citation w
          on w.citation_id = l.citation_id and w.condition_id = l.condition_id
        join citation c on c.id = l.citation_id
      """;
  private static final String NAMING =
      NAMING_COLUMNS
          + " from condition_drug_citation l"
          + NAMING_JOINS
          + " where l.condition_id = ? and l.drug_id = ?";
  private static final String OF_DRUGS =
      NAMING_COLUMNS
          + """
              from unnest(?::text[]) as d (id) cross join lateral (
                select * from condition_drug_citation e
                 where e.condition_id = ? and e.drug_id = d.id and not e.retracted %s
                 order by e.score desc, e.year desc, e.citation_id limit ?) l
            """
          + NAMING_JOINS
          + " order by l.drug_id, l.score desc, l.year desc, l.citation_id";
  private static final String BY_RANK =
      " order by l.score desc, l.year desc, l.citation_id limit ?";
  private static final String BY_YEAR =
      " order by l.year desc, l.score desc, l.citation_id limit ?";
  private static final String IN_STATE =
      LINKED
          + " and c.state = any(?) and not l.retracted order by l.year desc, l.citation_id limit ?";
  private static final String RETRACTED =
      LINKED + " and l.retracted order by l.year desc, l.citation_id limit ?";

  private final ObjectMapper mapper;

  PublicationStore(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// A publication under a condition, with the terms of its rank.
  ///
  /// @param direct whether one of its headings is the condition itself
  /// @param via the heading that ranks it highest
  /// @param textual whether title or abstract name the topic rather than a heading
  /// @param drug the drug that was asked about, or null
  /// @param how where it names that drug
  record Linked(
      String id,
      boolean direct,
      String via,
      boolean major,
      boolean inTitle,
      int year,
      Design design,
      Species species,
      boolean retracted,
      long score,
      boolean textual,
      @Nullable String drug,
      @Nullable String how,
      String state,
      JsonNode data) {
    Cursor cursor(Sort sort) {
      return new Cursor(sort, retracted, score, year, id);
    }
  }

  /// The best publications that are not retracted.
  List<Linked> top(Snapshot snapshot, String conditionId, int limit) throws SQLException {
    return select(snapshot, LINKED + " and not l.retracted" + BY_RANK, List.of(conditionId, limit));
  }

  /// The best publications that name drugs as an intervention, by drug.
  ///
  /// @param reported only those of people or of what is not stated
  Map<String, List<Linked>> ofDrugs(
      Snapshot snapshot, String conditionId, String[] drugs, boolean reported, int limit)
      throws SQLException {
    String sql = OF_DRUGS.formatted(reported ? "and e.species in ('human', 'unstated')" : "");
    Map<String, List<Linked>> found = new HashMap<>();
    for (Linked linked : select(snapshot, sql, List.of(drugs, conditionId, limit))) {
      found.computeIfAbsent(String.valueOf(linked.drug()), id -> new ArrayList<>()).add(linked);
    }
    return found;
  }

  /// The retracted publications, newest first.
  List<Linked> retracted(Snapshot snapshot, String conditionId, int limit) throws SQLException {
    return select(snapshot, RETRACTED, List.of(conditionId, limit));
  }

  /// The publications in one of these states that are not retracted, newest first.
  List<Linked> inStates(Snapshot snapshot, String conditionId, String[] states, int limit)
      throws SQLException {
    return select(snapshot, IN_STATE, List.of(conditionId, states, limit));
  }

  /// One page of the list, in its order.
  List<Linked> page(Snapshot snapshot, String conditionId, PublicationQuery query)
      throws SQLException {
    Cursor after = query.after();
    return switch (query.sort()) {
      case NEWEST -> part(snapshot, conditionId, query, "", after, BY_YEAR, query.limit());
      case RANK -> {
        List<Linked> page = new ArrayList<>();
        if (after == null || !after.retracted()) {
          page.addAll(
              part(
                  snapshot,
                  conditionId,
                  query,
                  " and not l.retracted",
                  after,
                  BY_RANK,
                  query.limit()));
        }
        if (page.size() < query.limit()) {
          page.addAll(
              part(
                  snapshot,
                  conditionId,
                  query,
                  " and l.retracted",
                  after != null && after.retracted() ? after : null,
                  BY_RANK,
                  query.limit() - page.size()));
        }
        yield page;
      }
    };
  }

  private List<Linked> part(
      Snapshot snapshot,
      String conditionId,
      PublicationQuery query,
      String restriction,
      @Nullable Cursor after,
      String order,
      int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(conditionId);
    StringBuilder sql = new StringBuilder(query.drug() == null ? LINKED : NAMING);
    if (query.drug() != null) {
      values.add(query.drug());
    }
    sql.append(restriction);
    filter(sql, values, query);
    if (after != null) {
      boolean byYear = query.sort() == Sort.NEWEST;
      sql.append(
          byYear
              ? " and (-l.year, -l.score, l.citation_id) > (?, ?, ?)"
              : " and (-l.score, -l.year, l.citation_id) > (?, ?, ?) and l.score <= ?");
      long year = -(long) after.year();
      long score = -after.score();
      values.add(byYear ? year : score);
      values.add(byYear ? score : year);
      values.add(after.id());
      if (!byYear) {
        values.add(after.score()); // what the index on score can begin at
      }
    }
    values.add(limit);
    return select(snapshot, sql.append(order).toString(), values);
  }

  /// How many publications the query finds on all its pages, retracted ones included.
  long count(Snapshot snapshot, String conditionId, PublicationQuery query) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(conditionId);
    StringBuilder sql = new StringBuilder();
    boolean years = query.from() != null || query.to() != null;
    if (query.drug() != null) {
      sql.append("select count(*) from condition_drug_citation l");
      sql.append(" where l.condition_id = ? and l.drug_id = ?");
      values.add(query.drug());
      filter(sql, values, query);
    } else if (!years && (query.design() == null || query.species() == null)) {
      sql.append("select coalesce(sum(n), 0) from condition_count where condition_id = ?");
      if (query.design() != null) {
        sql.append(" and facet = 'design' and value = ?");
        values.add(query.design().label());
      } else if (query.species() != null) {
        sql.append(" and facet = 'species' and value = ?");
        values.add(query.species().label());
      } else {
        sql.append(" and facet = 'total'");
      }
    } else {
      sql.append("select count(*) from condition_citation l where l.condition_id = ?");
      filter(sql, values, query);
    }
    try (PreparedStatement select = snapshot.connection().prepareStatement(sql.toString())) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void filter(StringBuilder sql, List<Object> values, PublicationQuery query) {
    if (query.design() != null) {
      sql.append(" and l.design = ?");
      values.add(query.design().label());
    }
    if (query.species() != null) {
      sql.append(" and l.species = ?");
      values.add(query.species().label());
    }
    if (query.from() != null) {
      sql.append(" and l.year >= ?");
      values.add(query.from());
    }
    if (query.to() != null) {
      sql.append(" and l.year between 1 and ?");
      values.add(query.to());
    }
  }

  private List<Linked> select(Snapshot snapshot, String sql, List<Object> values)
      throws SQLException {
    List<Linked> found = new ArrayList<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(linked(rows));
        }
      }
    }
    return found;
  }

  private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof String[] texts) {
        statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }

  private Linked linked(ResultSet row) throws SQLException {
    try {
      return new Linked(
          row.getString("citation_id"),
          row.getBoolean("direct"),
          row.getString("via"),
          row.getBoolean("major"),
          row.getBoolean("in_title"),
          row.getInt("year"),
          Design.of(row.getString("design")),
          Species.of(row.getString("species")),
          row.getBoolean("retracted"),
          row.getLong("score"),
          row.getBoolean("textual"),
          row.getString("drug_id"),
          row.getString("how"),
          row.getString("state"),
          mapper.readTree(row.getString("data")));
    } catch (JsonProcessingException e) {
      throw new SQLException("the data of a citation is not JSON", e);
    }
  }
}
