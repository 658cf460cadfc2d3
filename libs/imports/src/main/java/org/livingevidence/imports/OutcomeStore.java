package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `import_outcome`.
@ApplicationScoped
class OutcomeStore {
  private final DataSource database;

  OutcomeStore(DataSource database) {
    this.database = database;
  }

  /// One outcome as it is served; `record` is the source's id of the record.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      long position,
      String outcome,
      @Nullable String record,
      @Nullable String aggregateId,
      @Nullable String reason) {}

  /// Writes the outcomes of a chunk in one statement.
  void insert(long job, List<Line> lines) throws SQLException {
    String sql =
        """
        insert into import_outcome (job, position, kind, record_id, aggregate_id, reason)
        select ?, * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
        """;
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setLong(1, job);
      insert.setArray(
          2,
          connection.createArrayOf(
              "bigint", lines.stream().map(Line::position).toArray(Long[]::new)));
      insert.setArray(3, connection.createArrayOf("text", texts(lines, Line::outcome)));
      insert.setArray(4, connection.createArrayOf("text", texts(lines, Line::record)));
      insert.setArray(5, connection.createArrayOf("text", texts(lines, Line::aggregateId)));
      insert.setArray(6, connection.createArrayOf("text", texts(lines, Line::reason)));
      insert.executeUpdate();
    }
  }

  private interface Column {
    @Nullable String of(Line line);
  }

  /// PostgreSQL's text holds no NUL, and a record's id or a reason may quote one.
  private static @Nullable Object[] texts(List<Line> lines, Column column) {
    var texts = new @Nullable Object[lines.size()];
    for (int i = 0; i < texts.length; i++) {
      String text = column.of(lines.get(i));
      texts[i] = text == null ? null : text.replace('\0', '\uFFFD');
    }
    return texts;
  }

  /// The outcomes after a position in the order of the file; of one kind, or of all when it is
  /// null.
  List<Line> after(long job, @Nullable OutcomeKind kind, long position, int limit)
      throws SQLException {
    String sql =
        """
        select position, kind, record_id, aggregate_id, reason from import_outcome
        where job = ? and position > ? %s
        order by position limit ?
        """
            .formatted(kind == null ? "" : "and kind = ?");
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      int at = 1;
      query.setLong(at++, job);
      query.setLong(at++, position);
      if (kind != null) {
        query.setString(at++, kind.label());
      }
      query.setInt(at, limit);
      return lines(query);
    }
  }

  /// The outcomes that changed something, before a position, the last first.
  ///
  /// @param confirmed those too that found the same
  List<Line> changedBefore(long job, long position, int limit, boolean confirmed)
      throws SQLException {
    String sql =
        """
        select position, kind, record_id, aggregate_id, reason from import_outcome
        where job = ? and position < ? and kind in ('created', 'updated', 'deleted'%s)
        order by position desc limit ?
        """
            .formatted(confirmed ? ", 'unchanged'" : "");
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setLong(1, job);
      query.setLong(2, position);
      query.setInt(3, limit);
      return lines(query);
    }
  }

  private static List<Line> lines(PreparedStatement query) throws SQLException {
    var lines = new ArrayList<Line>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        lines.add(
            new Line(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5)));
      }
    }
    return lines;
  }
}
