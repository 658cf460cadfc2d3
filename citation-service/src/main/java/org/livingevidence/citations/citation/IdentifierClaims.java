package org.livingevidence.citations.citation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Which citation bears an identifier: editors may not give it to a second one.
@Singleton
class IdentifierClaims {
  /// Each identifier by its own index: one condition of them all would walk the ids in order.
  private static final String SAME_IDENTIFIER =
      """
      select id, field
        from (select id, 'pmid' as field from citation where id = 'pmid:' || ?
              union all
              select id, 'pmid' from citation where pmid = ? and id <> 'pmid:' || pmid
              union all
              select id, 'pmcid' from citation where pmcid = ?
              union all
              select id, 'doi' from citation where doi = ?) taken
       where id <> ?
       order by id, field
       limit 1
      """;

  /// Writers of one identifier take turns, so that of two at once the second sees the first's.
  private static final String CLAIM =
      """
      select pg_advisory_xact_lock(hashtextextended(i.identifier, 501))
        from (select unnest(?::text[]) collate "C" as identifier order by 1) i
      """;

  private final DataSource dataSource;

  IdentifierClaims(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// Takes turns with every other interactive writer of the same identifiers, until the transaction
  /// ends. Sources are not held to it: PubMed itself has pairs of records with one DOI.
  void claim(Citation.Identifiers identifiers) throws SQLException {
    List<String> claimed = new ArrayList<>();
    add(claimed, "pmid:", identifiers.pmid());
    add(claimed, "pmcid:", identifiers.pmcid());
    add(claimed, "doi:", identifiers.doi());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setArray(1, connection.createArrayOf("text", claimed.toArray()));
      statement.executeQuery().close();
    }
  }

  /// @return the id of another citation that bears one of these identifiers, and which; null when
  /// none
  @Nullable Taken taken(String id, Citation.Identifiers identifiers) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAME_IDENTIFIER)) {
      statement.setString(1, identifiers.pmid());
      statement.setString(2, identifiers.pmid());
      statement.setString(3, identifiers.pmcid());
      statement.setString(4, identifiers.doi());
      statement.setString(5, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? new Taken(rows.getString(1), rows.getString(2)) : null;
      }
    }
  }

  /// Another citation bears the identifier in this field.
  record Taken(String id, String field) {}

  private static void add(List<String> claimed, String kind, @Nullable String value) {
    if (value != null) {
      claimed.add(kind + value);
    }
  }
}
