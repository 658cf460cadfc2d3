package org.livingevidence.citations.release;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `pubmed_file`.
@Singleton
class ReleaseStore {
  private static final String COLUMNS =
      "year, number, turn, folder, md5, stamp, state, import_id, reason, began_at, ended_at";

  private final DataSource dataSource;

  ReleaseStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// The last time that each file was taken up, in their order.
  SortedMap<PubmedFile, AppliedFile> latest() throws SQLException {
    String sql =
        "select distinct on (year, number) "
            + COLUMNS
            + " from pubmed_file order by year, number, turn desc";
    SortedMap<PubmedFile, AppliedFile> latest = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        AppliedFile file = file(rows);
        latest.put(file.file(), file);
      }
    }
    return latest;
  }

  /// All times, the newest file first.
  ///
  /// @param before only files before this one
  List<AppliedFile> list(PubmedFile before, int limit) throws SQLException {
    String sql =
        "select "
            + COLUMNS
            + """
             from pubmed_file where (year, number) < (?, ?)
            order by year desc, number desc, turn desc limit ?
            """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, before.year());
      select.setInt(2, before.number());
      select.setInt(3, limit);
      List<AppliedFile> files = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          files.add(file(rows));
        }
      }
      return files;
    }
  }

  /// Notes that a file is here, whole. Whoever died before its import was queued left a row that
  /// serves again.
  ///
  /// @return the turn
  int fetched(Listed listed, String md5, @Nullable AppliedFile latest) throws SQLException {
    if (latest != null && latest.state().equals("fetched") && latest.md5().equals(md5)) {
      return latest.turn();
    }
    int turn = latest == null ? 1 : latest.turn() + 1;
    String sql =
        """
        insert into pubmed_file (year, number, turn, folder, md5, stamp) values (?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setInt(1, listed.file().year());
      insert.setInt(2, listed.file().number());
      insert.setInt(3, turn);
      insert.setString(4, listed.folder());
      insert.setString(5, md5);
      insert.setString(6, listed.stamp());
      insert.executeUpdate();
    }
    return turn;
  }

  void importing(PubmedFile file, int turn, String importId) throws SQLException {
    update(
        """
        update pubmed_file set state = 'importing', import_id = ?
         where year = ? and number = ? and turn = ? and state = 'fetched'
        """,
        importId,
        file,
        turn);
  }

  void applied(PubmedFile file, int turn) throws SQLException {
    update(
        """
        update pubmed_file set state = 'applied', reason = ?, ended_at = clock_timestamp()
         where year = ? and number = ? and turn = ? and state = 'importing'
        """,
        null,
        file,
        turn);
  }

  void failed(PubmedFile file, int turn, String reason) throws SQLException {
    update(
        """
        update pubmed_file set state = 'failed', reason = ?, ended_at = clock_timestamp()
         where year = ? and number = ? and turn = ? and state = 'importing'
        """,
        reason,
        file,
        turn);
  }

  /// Notes that a file is listed otherwise and still the same.
  void stamped(PubmedFile file, int turn, @Nullable String stamp) throws SQLException {
    update(
        "update pubmed_file set stamp = ? where year = ? and number = ? and turn = ?",
        stamp,
        file,
        turn);
  }

  private void update(String sql, @Nullable String value, PubmedFile file, int turn)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, value);
      update.setInt(2, file.year());
      update.setInt(3, file.number());
      update.setInt(4, turn);
      update.executeUpdate();
    }
  }

  private static AppliedFile file(ResultSet row) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    var file = new PubmedFile(row.getInt("year"), row.getInt("number"));
    return new AppliedFile(
        file,
        file.name(),
        row.getInt("turn"),
        row.getString("folder"),
        row.getString("md5"),
        row.getString("stamp"),
        row.getString("state"),
        row.getString("import_id"),
        row.getString("reason"),
        row.getObject("began_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
