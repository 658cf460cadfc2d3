package org.livingevidence.citations.harvest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What a run of a harvest is to fetch, for whoever fetches. The PMIDs are noted once, in their
/// order: whoever takes the import up again finds the same records at the same positions.
@Singleton
class HarvestPlans {
  private final DataSource dataSource;

  HarvestPlans(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// @param query null where the harvest names PMIDs
  /// @param named the PMIDs that the harvest names
  /// @param since only what was added or changed since; null for everything
  /// @param pmids what is to be fetched; null when that was not searched for yet
  record Plan(
      @Nullable String query,
      List<Long> named,
      @Nullable LocalDate since,
      @Nullable List<Long> pmids) {}

  /// @return null when the harvest was deleted
  @Nullable Plan read(UUID harvest, int n) throws SQLException {
    String sql =
        """
        select h.query, h.pmids, r.since, r.pmids
          from harvest h join harvest_run r on r.harvest_id = h.id
         where h.id = ? and r.n = ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, harvest);
      select.setInt(2, n);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        List<Long> named = longs(row, 2);
        return new Plan(
            row.getString(1),
            named == null ? List.of() : named,
            row.getObject(3, LocalDate.class),
            longs(row, 4));
      }
    }
  }

  /// Notes what a search found, unless somebody else was faster.
  ///
  /// @param searchedAt before the search began
  void found(UUID harvest, int n, PmidSearch.Found found, Instant searchedAt) throws SQLException {
    String sql =
        """
        update harvest_run
           set pmids = ?, found = ?, searched_at = ?, translation = ?, warnings = ?
         where harvest_id = ? and n = ? and pmids is null
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, connection.createArrayOf("bigint", found.pmids().toArray(Long[]::new)));
      update.setLong(2, found.pmids().size());
      update.setObject(3, searchedAt.atOffset(ZoneOffset.UTC));
      update.setString(4, found.translation());
      update.setString(5, found.warnings().isEmpty() ? null : String.join("; ", found.warnings()));
      update.setObject(6, harvest);
      update.setInt(7, n);
      update.executeUpdate();
    }
  }

  private static @Nullable List<Long> longs(ResultSet row, int column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : List.of((Long[]) array.getArray());
  }
}
