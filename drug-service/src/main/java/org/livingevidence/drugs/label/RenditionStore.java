package org.livingevidence.drugs.label;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.label.Section.Passage;

/// The SQL of renditions and their texts. Every method works in the caller's transaction.
@ApplicationScoped
class RenditionStore {
  private final DataSource database;

  RenditionStore(DataSource database) {
    this.database = database;
  }

  /// Where a rendition was seen.
  record Sighting(Instant at, String release, String importId, @Nullable String file) {}

  /// A rendition's content but for its texts.
  record Content(List<Outline> sections, Detail detail) {}

  /// What is known of where a rendition came from.
  record Provenance(
      Rendition rendition,
      String firstRelease,
      Instant firstSeen,
      @Nullable String firstImport,
      @Nullable String firstFile,
      Instant lastConfirmed,
      @Nullable String lastImport,
      @Nullable String lastFile) {}

  private interface Work<T extends @Nullable Object> {
    T with(Connection connection) throws SQLException;
  }

  private <T extends @Nullable Object> T run(String doing, Work<T> work) {
    try (var connection = database.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new DatabaseFailure(doing, e);
    }
  }

  private <T> T query(String doing, String sql, Reading<T> reading, Object... values) {
    return run(
        doing,
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            set(connection, statement, values);
            try (var rows = statement.executeQuery()) {
              return reading.of(rows);
            }
          }
        });
  }

  private interface Reading<T> {
    T of(java.sql.ResultSet rows) throws SQLException;
  }

  /// All renditions of labels, with their provenance, by set id; newest version first, of one
  /// version the preferred first.
  Map<String, List<Provenance>> of(Collection<String> setIds) {
    return query(
        "reading versions of labels",
        """
        select set_id, version, rendering, hash, words, effective, document_id, boxed_warning, last_release,
               detail_release, detail_hash, first_release, first_seen, first_import, first_file,
               last_confirmed, last_import, last_file
          from label_rendition where set_id = any (?)
        """,
        rows -> {
          Map<String, List<Provenance>> found = new HashMap<>();
          while (rows.next()) {
            var rendition =
                new Rendition(
                    rows.getString(1),
                    rows.getLong(2),
                    Rendering.of(rows.getString(3)),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getString(6),
                    rows.getString(7),
                    rows.getString(8),
                    rows.getString(9),
                    rows.getString(10),
                    rows.getString(11));
            found
                .computeIfAbsent(rendition.setId(), id -> new ArrayList<>())
                .add(
                    new Provenance(
                        rendition,
                        rows.getString(12),
                        rows.getTimestamp(13).toInstant(),
                        rows.getString(14),
                        rows.getString(15),
                        rows.getTimestamp(16).toInstant(),
                        rows.getString(17),
                        rows.getString(18)));
          }
          return found;
        },
        List.copyOf(setIds));
  }

  /// Writes a rendition that was not held.
  void insert(Rendition rendition, String sections, String detail, Sighting seen) {
    update(
        "writing a version of a label",
        """
        insert into label_rendition
          (set_id, version, rendering, hash, words, effective, document_id, boxed_warning, sections, detail,
           detail_hash, first_release, last_release, detail_release, first_seen, first_import,
           first_file, last_confirmed, last_import, last_file)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rendition.setId(),
        rendition.version(),
        rendition.rendering().word(),
        rendition.hash(),
        rendition.words(),
        rendition.effective(),
        rendition.documentId(),
        rendition.boxedWarning(),
        sections,
        detail,
        rendition.detailHash(),
        seen.release(),
        seen.release(),
        seen.release(),
        seen.at(),
        seen.importId(),
        seen.file(),
        seen.at(),
        seen.importId(),
        seen.file());
  }

  /// Notes that a rendition was seen again.
  void confirm(Rendition rendition, Sighting seen) {
    update(
        "confirming a version of a label",
        """
        update label_rendition
           set last_confirmed = greatest(last_confirmed, ?), last_import = ?, last_file = ?,
               last_release = greatest(last_release, ?),
               first_release =
                 case when first_release = '' or (? <> '' and ? < first_release) then ?
                      else first_release end
         where set_id = ? and version = ? and rendering = ? and hash = ?
        """,
        seen.at(),
        seen.importId(),
        seen.file(),
        seen.release(),
        seen.release(),
        seen.release(),
        seen.release(),
        rendition.setId(),
        rendition.version(),
        rendition.rendering().word(),
        rendition.hash());
  }

  /// Replaces what a rendition says beside its sections.
  void writeDetail(Rendition rendition, String detail) {
    update(
        "writing what a label says of its products",
        """
        update label_rendition set detail = ?::jsonb, detail_hash = ?, detail_release = ?
         where set_id = ? and version = ? and rendering = ? and hash = ?
        """,
        detail,
        rendition.detailHash(),
        rendition.detailRelease(),
        rendition.setId(),
        rendition.version(),
        rendition.rendering().word(),
        rendition.hash());
  }

  /// Takes back what an import brought and no other has confirmed since; its texts stay, for others
  /// may share them.
  ///
  /// @return the set ids of what was taken, one for each rendition
  List<String> take(Collection<String> setIds, String importId) {
    return query(
        "taking back versions of labels",
        """
        delete from label_rendition
         where set_id = any (?) and first_import = ? and last_import = ?
        returning set_id
        """,
        rows -> {
          List<String> taken = new ArrayList<>();
          while (rows.next()) {
            taken.add(rows.getString(1));
          }
          return taken;
        },
        List.copyOf(setIds),
        importId,
        importId);
  }

  /// Writes the texts that are not held, in the order of their hashes.
  void keep(Map<String, Passage> texts) {
    if (texts.isEmpty()) {
      return;
    }
    var sorted = new TreeMap<>(texts);
    run(
        "writing texts of labels",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into label_text (hash, html, text)
                  select * from unnest(?::text[], ?::text[], ?::text[])
                  on conflict do nothing
                  """)) {
            set(
                connection,
                statement,
                List.copyOf(sorted.keySet()),
                sorted.values().stream().map(Passage::html).toList(),
                sorted.values().stream().map(Passage::text).toList());
            return statement.executeUpdate();
          }
        });
  }

  /// Texts by hash.
  Map<String, Passage> texts(Collection<String> hashes) {
    return query(
        "reading texts of labels",
        "select hash, html, text from label_text where hash = any (?)",
        rows -> {
          Map<String, Passage> texts = new HashMap<>();
          while (rows.next()) {
            texts.put(rows.getString(1), new Passage(rows.getString(2), rows.getString(3)));
          }
          return texts;
        },
        List.copyOf(hashes));
  }

  /// The content of a rendition that is held.
  Content content(Rendition rendition) {
    return query(
        "reading a version of a label",
        """
        select sections::text, detail::text from label_rendition
         where set_id = ? and version = ? and rendering = ? and hash = ?
        """,
        rows -> {
          if (!rows.next()) {
            throw new IllegalStateException("A rendition is gone: " + rendition);
          }
          return new Content(
              LabelJson.outlines(rows.getString(1)), LabelJson.detail(rows.getString(2)));
        },
        rendition.setId(),
        rendition.version(),
        rendition.rendering().word(),
        rendition.hash());
  }

  private void update(String doing, String sql, @Nullable Object... values) {
    int unused =
        run(
            doing,
            connection -> {
              try (var statement = connection.prepareStatement(sql)) {
                set(connection, statement, values);
                return statement.executeUpdate();
              }
            });
  }

  private static void set(
      Connection connection, PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof List<?> list) {
        statement.setArray(i + 1, connection.createArrayOf("text", list.toArray()));
      } else if (value instanceof Instant at) {
        statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
