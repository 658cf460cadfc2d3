package org.livingevidence.citations.citation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.event.StoredStates;
import org.livingevidence.citations.reading.ReadingEntries;
import org.livingevidence.citations.search.SearchIndex;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.citations.source.StateStore;

/// The table `citation` as sources and editors write it, with what hangs on it.
@Singleton
public class CitationStore implements StateStore {
  private static final String HASHES =
      """
      select id, hash from citation where id = any (?) and hash <> ''
      """;

  private static final String STATES =
      """
      select id, data::text from citation where id = any (?)
      """;

  private static final String WRITE =
      """
      insert into citation (id, pmid, pmcid, doi, data, hash, title_key, place_key)
      select c.id, c.pmid, c.pmcid, c.doi, c.data::jsonb, c.hash, nullif(c.title_key, 0),
             nullif(c.place_key, 0)
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                    ?::bigint[])
             as c (id, pmid, pmcid, doi, data, hash, title_key, place_key)
      on conflict (id) do update
         set pmid = excluded.pmid, pmcid = excluded.pmcid, doi = excluded.doi,
             data = excluded.data, hash = excluded.hash, title_key = excluded.title_key,
             place_key = excluded.place_key
      """;

  private static final String DELETE =
      """
      delete from citation where id = any (?)
      """;

  private final DataSource dataSource;
  private final ReadingEntries reading;
  private final SearchIndex search;
  private final CitationMentions mentions;
  private final Merging merging;

  CitationStore(
      DataSource dataSource,
      ReadingEntries reading,
      SearchIndex search,
      CitationMentions mentions,
      Merging merging) {
    this.dataSource = dataSource;
    this.reading = reading;
    this.search = search;
    this.mentions = mentions;
    this.merging = merging;
  }

  @Override
  public String type() {
    return CitationSource.TYPE;
  }

  @Override
  public Map<String, String> hashes(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HASHES)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, String> hashes = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hashes.put(rows.getString(1), rows.getString(2));
        }
      }
      return hashes;
    }
  }

  @Override
  public Map<String, JsonNode> states(Connection connection, Collection<String> ids)
      throws SQLException {
    return StoredStates.read(connection, STATES, ids);
  }

  @Override
  public void enter(Connection connection) throws SQLException {
    merging.turn(connection, Merging.Turn.BESIDE_OTHERS);
  }

  @Override
  public void aboutToChange(Connection connection, Collection<String> ids, String importId)
      throws SQLException {
    merging.aboutToChange(connection, ids, importId);
  }

  @Override
  public Map<String, String> former(Connection connection, List<SourceState.Present> records)
      throws SQLException {
    return merging.former(connection, records);
  }

  @Override
  public List<SourceState.Present> complete(
      Connection connection,
      List<SourceState.Present> states,
      Map<String, String> former,
      String who)
      throws SQLException {
    return mentions.complete(merging.merge(connection, states, former, who));
  }

  /// @return the same states with the conditions that their text names
  public List<SourceState.Present> withMentions(List<SourceState.Present> states)
      throws SQLException {
    return mentions.complete(states);
  }

  @Override
  public List<SourceState.Present> remaining(Connection connection, Collection<String> ids)
      throws SQLException {
    return mentions.complete(merging.remaining(connection, ids));
  }

  @Override
  public void write(Connection connection, List<SourceState.Present> states) throws SQLException {
    int n = states.size();
    String[] ids = new String[n];
    @Nullable String[] pmids = new String[n];
    @Nullable String[] pmcids = new String[n];
    @Nullable String[] dois = new String[n];
    String[] data = new String[n];
    String[] hashes = new String[n];
    Object[] titles = new Object[n];
    Object[] places = new Object[n];
    for (int i = 0; i < n; i++) {
      SourceState.Present state = states.get(i);
      Citation citation = (Citation) state.state();
      Citation.Identifiers identifiers = citation.identifiers();
      Fingerprint fingerprint = citation.fingerprint();
      titles[i] = fingerprint.titleKey();
      places[i] = fingerprint.placeKey();
      ids[i] = state.id();
      if (identifiers != null) {
        pmids[i] = identifiers.pmid();
        pmcids[i] = identifiers.pmcid();
        dois[i] = identifiers.doi();
      }
      data[i] = state.json();
      hashes[i] = state.hash();
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      int parameter = 1;
      for (Object[] column : new Object[][] {ids, pmids, pmcids, dois, data, hashes}) {
        statement.setArray(parameter++, connection.createArrayOf("text", column));
      }
      statement.setArray(parameter++, connection.createArrayOf("bigint", titles));
      statement.setArray(parameter, connection.createArrayOf("bigint", places));
      statement.executeUpdate();
    }
    Map<String, JsonNode> written = new HashMap<>();
    states.forEach(state -> written.put(state.id(), StateJson.parse(state.json())));
    reading.written(connection, written);
    search.index(connection, written);
  }

  @Override
  public void delete(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      statement.executeUpdate();
    }
    reading.deleted(connection, ids);
    search.delete(connection, ids);
  }

  /// Readies an editor's transaction.
  void enter() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      enter(connection);
    }
  }

  /// @param principal what an editor wrote, under the citation's lock
  /// @return the same with what other sources add to it
  Citation merged(String id, Citation principal) throws SQLException {
    String json = StateJson.write(principal.withMentions(List.of()));
    SourceState.Present written =
        new SourceState.Present(
            id, 0, null, json, StateJson.hash(json), principal.withMentions(List.of()));
    try (Connection connection = dataSource.getConnection()) {
      return (Citation)
          merging.merge(connection, List.of(written), Map.of(), "editor").getFirst().state();
    }
  }

  /// What other sources said of a citation that an editor deletes waits for them to revise it.
  void withdrawn(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      merging.withdrawn(connection, id);
    }
  }

  /// Keeps what hangs on a citation that an editor wrote, in the editor's transaction.
  ///
  /// @param data null when it was deleted
  void edited(String id, @Nullable JsonNode data) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (data == null) {
        reading.deleted(connection, List.of(id));
        search.delete(connection, List.of(id));
      } else {
        reading.written(connection, Map.of(id, data));
        search.index(connection, Map.of(id, data));
      }
    }
  }
}
