package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The index as a table beside the citations: `citation_search`. A write is one statement for a
/// whole chunk; a search is one statement, so one moment.
@Singleton
class PostgresSearchIndex implements SearchIndex {
  /// Whoever is given a number holds this lock until it is committed, so that a [#horizon] taken
  /// under the same lock has none below it that is still to appear.
  private static final String INDEX =
      """
      with together as materialized (select pg_advisory_xact_lock_shared(1300))
      insert into citation_search as s
             (id, first_seen, published_on, score, design, species, state, kind, source, journal,
              languages, types, headings, majors, terms)
      select w.id, nextval('search_seen'), w.published_on, w.score, w.design, w.species, w.state,
             w.kind, w.source, w.journal, string_to_array(w.languages, E'\\n'),
             string_to_array(w.types, E'\\n'), string_to_array(w.headings, E'\\n'),
             string_to_array(w.majors, E'\\n'), w.terms::tsvector
        from together,
             unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[])
             as w (id, published_on, score, design, species, state, kind, source, journal, languages,
                   types, headings, majors, terms)
      on conflict (id) do update
         set published_on = excluded.published_on, score = excluded.score,
             design = excluded.design, species = excluded.species, state = excluded.state,
             kind = excluded.kind, source = excluded.source, journal = excluded.journal,
             languages = excluded.languages, types = excluded.types,
             headings = excluded.headings, majors = excluded.majors, terms = excluded.terms
       where (s.published_on, s.score, s.design, s.species, s.state, s.kind, s.source, s.journal,
              s.languages, s.types, s.headings, s.majors, s.terms)
             is distinct from
             (excluded.published_on, excluded.score, excluded.design, excluded.species,
              excluded.state, excluded.kind, excluded.source, excluded.journal,
              excluded.languages, excluded.types, excluded.headings, excluded.majors,
              excluded.terms)
      """;

  /// Whoever fills the index's list of pending terms adds them to it; with less memory that happens
  /// in several parts, which look most terms up again and again.
  private static final String ROOM = "set local work_mem = '64MB'";

  /// Reading the terms of all rows is never cheaper, in whatever order, though it is estimated so:
  /// half of a million citations by the index of their ids took ten times as long as by that of the
  /// terms. And what a word or a range of years finds is known of the values alone: a plan for any
  /// took the years' index, and read the terms of half a million rows.
  private static final String PLANNED =
      """
      set local work_mem = '64MB';
      set local hash_mem_multiplier = 4;
      set local enable_seqscan = off;
      set local enable_indexscan = off;
      set local plan_cache_mode = force_custom_plan
      """;

  private static final String DELETE =
      """
      delete from citation_search where id = any (?)
      """;

  private static final String KNOWN =
      """
      select t.n
        from unnest(?::text[]) with ordinality as t (query, n)
       where exists (select from citation_search s where s.terms @@ t.query::tsquery)
      """;

  private static final String ALONE = "select pg_advisory_xact_lock(1300)";

  private static final String NEWEST = "select coalesce(max(first_seen), 0) from citation_search";

  private final DataSource dataSource;
  private final SearchConfig config;

  PostgresSearchIndex(DataSource dataSource, SearchConfig config) {
    this.dataSource = dataSource;
    this.config = config;
  }

  @Override
  public void index(Connection connection, Map<String, JsonNode> citations) throws SQLException {
    List<SearchEntry> entries = new ArrayList<>(citations.size());
    citations.forEach((id, citation) -> entries.add(SearchEntry.of(id, citation)));
    if (entries.isEmpty()) {
      return;
    }
    try (Statement room = connection.createStatement()) {
      room.execute(ROOM);
    }
    try (PreparedStatement write = connection.prepareStatement(INDEX)) {
      texts(write, 1, entries, SearchEntry::id);
      numbers(write, 2, "int4", entries, SearchEntry::publishedOn);
      numbers(write, 3, "int8", entries, SearchEntry::score);
      texts(write, 4, entries, entry -> entry.design().label());
      texts(write, 5, entries, entry -> entry.species().label());
      texts(write, 6, entries, SearchEntry::state);
      texts(write, 7, entries, SearchEntry::kind);
      texts(write, 8, entries, SearchEntry::source);
      texts(write, 9, entries, SearchEntry::journal);
      texts(write, 10, entries, entry -> lines(entry.languages()));
      texts(write, 11, entries, entry -> lines(entry.types()));
      texts(write, 12, entries, entry -> lines(entry.headings()));
      texts(write, 13, entries, entry -> lines(entry.majors()));
      texts(write, 14, entries, SearchEntry::terms);
      write.executeUpdate();
    }
  }

  private static String lines(List<String> values) {
    StringBuilder lines = new StringBuilder();
    for (String value : values) {
      lines.append(lines.isEmpty() ? "" : "\n").append(value.replace('\n', ' '));
    }
    return lines.toString();
  }

  /// An array of strings, and no other, travels as it is, without being escaped.
  private static void texts(
      PreparedStatement statement,
      int at,
      List<SearchEntry> entries,
      Function<SearchEntry, @Nullable String> column)
      throws SQLException {
    @Nullable String[] values = new @Nullable String[entries.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(entries.get(i));
    }
    statement.setArray(at, statement.getConnection().createArrayOf("text", values));
  }

  private static void numbers(
      PreparedStatement statement,
      int at,
      String type,
      List<SearchEntry> entries,
      Function<SearchEntry, Number> column)
      throws SQLException {
    Object[] values = entries.stream().map(column).toArray();
    statement.setArray(at, statement.getConnection().createArrayOf(type, values));
  }

  @Override
  public void delete(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
      delete.executeUpdate();
    }
  }

  @Override
  public Found search(Request request) throws SQLException {
    SearchStatement statement = SearchStatement.of(request, config);
    return reading(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(statement.sql())) {
            statement.bind(select);
            try (ResultSet rows = select.executeQuery()) {
              return statement.read(rows, request.limit());
            }
          }
        });
  }

  @Override
  public Set<Criterion.Coded> known(Collection<Criterion.Coded> terms) throws SQLException {
    if (terms.isEmpty()) {
      return Set.of();
    }
    List<Criterion.Coded> asked = List.copyOf(terms);
    Object[] queries =
        asked.stream()
            .map(term -> SqlCondition.of(new Expression.Leaf("", "", term)).parameters().getFirst())
            .toArray();
    return reading(
        connection -> {
          Set<Criterion.Coded> known = new HashSet<>();
          try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(1, connection.createArrayOf("text", queries));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                known.add(asked.get(rows.getInt(1) - 1));
              }
            }
          }
          return known;
        });
  }

  @Override
  public List<Long> counts(List<Criterion> criteria) throws SQLException {
    return reading(
        connection -> {
          List<Long> counts = new ArrayList<>();
          for (Criterion criterion : criteria) {
            SqlCondition condition = SqlCondition.of(new Expression.Leaf("", "", criterion));
            String sql = "select count(*) from citation_search s where " + condition.sql();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
              SearchStatement.bind(select, condition.parameters());
              try (ResultSet row = select.executeQuery()) {
                row.next();
                counts.add(row.getLong(1));
              }
            }
          }
          return counts;
        });
  }

  @Override
  public long horizon() throws SQLException {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (Connection connection = dataSource.getConnection();
                  Statement statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '10s'");
                statement.execute(ALONE);
                try (ResultSet row = statement.executeQuery(NEWEST)) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
  }

  /// What is done with a connection.
  private interface Reading<T> {
    T read(Connection connection) throws SQLException;
  }

  /// In a transaction that only reads and may take so long.
  private <T> T reading(Reading<T> reading) throws SQLException {
    Callable<T> call =
        () -> {
          try (Connection connection = dataSource.getConnection()) {
            try (Statement settings = connection.createStatement()) {
              settings.execute("set local statement_timeout = " + config.patience().toMillis());
              settings.execute(PLANNED);
            }
            return reading.read(connection);
          }
        };
    return QuarkusTransaction.requiringNew().call(call);
  }
}
