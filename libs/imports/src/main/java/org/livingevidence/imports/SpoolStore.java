package org.livingevidence.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `import_spool`: a body in pieces.
@ApplicationScoped
class SpoolStore {
  /// The length of a piece in bytes; the last one is shorter. What an import costs in memory.
  static final int PIECE = 1024 * 1024;

  private final DataSource database;

  SpoolStore(DataSource database) {
    this.database = database;
  }

  void append(long job, int seq, byte[] data) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into import_spool (job, seq, data) values (?, ?, ?)")) {
      insert.setLong(1, job);
      insert.setInt(2, seq);
      insert.setBytes(3, data);
      insert.executeUpdate();
    }
  }

  /// A piece; null when it is not there.
  byte @Nullable [] read(long job, int seq) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select data from import_spool where job = ? and seq = ?")) {
      query.setLong(1, job);
      query.setInt(2, seq);
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : null;
      }
    }
  }
}
