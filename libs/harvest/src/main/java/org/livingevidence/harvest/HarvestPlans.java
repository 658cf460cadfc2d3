package org.livingevidence.harvest;

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

/// What a run of a harvest is to fetch, for whoever fetches. The items are noted once, in their
/// order: whoever takes the import up again finds the same records at the same positions.
@Singleton
public class HarvestPlans {
  private final DataSource dataSource;
  private final HarvestStore harvests;

  HarvestPlans(DataSource dataSource, HarvestStore harvests) {
    this.dataSource = dataSource;
    this.harvests = harvests;
  }

  /// @param harvest what is wanted
  /// @param since only what was added or changed since; null for everything
  /// @param items what is to be fetched; null when that was not searched for yet
  record Plan(Harvest harvest, @Nullable LocalDate since, @Nullable List<String> items) {}

  /// @return null when the harvest was deleted
  @Nullable Plan read(UUID id, int n) throws SQLException {
    Harvest harvest = harvests.read(null, id);
    String sql = "select since, items from harvest_run where harvest_id = ? and n = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, id);
      select.setInt(2, n);
      try (ResultSet row = select.executeQuery()) {
        if (harvest == null || !row.next()) {
          return null;
        }
        var items = row.getArray(2);
        return new Plan(
            harvest,
            row.getObject(1, LocalDate.class),
            items == null ? null : List.of((String[]) items.getArray()));
      }
    }
  }

  /// Notes what a search found, unless somebody else was faster.
  ///
  /// @param searchedAt before the search began
  void found(UUID harvest, int n, HarvestSource.Found found, Instant searchedAt)
      throws SQLException {
    String sql =
        """
        update harvest_run
           set items = ?, found = ?, searched_at = ?, translation = ?, warnings = ?
         where harvest_id = ? and n = ? and items is null
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, connection.createArrayOf("text", found.items().toArray()));
      update.setLong(2, found.items().size());
      update.setObject(3, searchedAt.atOffset(ZoneOffset.UTC));
      update.setString(4, found.translation());
      update.setString(5, found.warnings().isEmpty() ? null : String.join("; ", found.warnings()));
      update.setObject(6, harvest);
      update.setInt(7, n);
      update.executeUpdate();
    }
  }
}
