package org.livingevidence.drugs.monograph;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.event.MonographEvents;

/// The SQL of drafts. Every method works in the caller's transaction.
@ApplicationScoped
class MonographDraftStore {
  private final DataSource database;

  MonographDraftStore(DataSource database) {
    this.database = database;
  }

  /// A draft as it was saved.
  ///
  /// @param revision another after every saving, never used twice
  /// @param basedOn the published version that it was begun from, 0 for none
  record Draft(
      Monograph monograph,
      long revision,
      long basedOn,
      String savedAt,
      String savedBy,
      @Nullable String reason) {}

  /// A draft in a list, without its text.
  ///
  /// @param title empty while it has none
  /// @param published the version that is published, 0 for none
  record Listed(
      String id,
      String title,
      List<String> drugs,
      long revision,
      long basedOn,
      long published,
      String savedAt,
      String savedBy,
      @Nullable String reason) {}

  /// A page of drafts.
  record Page(List<Listed> drafts, long total) {}

  /// Drafts in order of id.
  ///
  /// @param after id after which the page begins, null for the first
  Page list(@Nullable String after, int limit) {
    try (var connection = database.getConnection();
        var count = connection.prepareStatement("select count(*) from monograph_draft");
        var statement =
            connection.prepareStatement(
                """
                select d.monograph_id, coalesce(d.data ->> 'title', ''),
                       array(select jsonb_array_elements_text(
                               coalesce(d.data -> 'drugs', '[]'::jsonb))),
                       d.revision, d.based_on, coalesce(a.version, 0),
                       d.saved_at, d.saved_by, d.reason
                  from monograph_draft d
                  left join monograph m on m.id = d.monograph_id
                  left join outbox_aggregate a on a.type = ? and a.id = m.id
                 where d.monograph_id > ? order by d.monograph_id limit ?
                """)) {
      statement.setString(1, MonographEvents.TYPE);
      statement.setString(2, after == null ? "" : after);
      statement.setInt(3, limit);
      var drafts = new ArrayList<Listed>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          drafts.add(
              new Listed(
                  rows.getString(1),
                  rows.getString(2),
                  List.of((String[]) rows.getArray(3).getArray()),
                  rows.getLong(4),
                  rows.getLong(5),
                  rows.getLong(6),
                  rows.getObject(7, OffsetDateTime.class).toInstant().toString(),
                  rows.getString(8),
                  rows.getString(9)));
        }
      }
      try (var total = count.executeQuery()) {
        return new Page(drafts, total.next() ? total.getLong(1) : 0);
      }
    } catch (SQLException e) {
      throw new DatabaseFailure("listing drafts", e);
    }
  }

  /// The draft of an article, or null.
  ///
  /// @param forChange holds it until the transaction ends
  @Nullable Draft read(String id, boolean forChange) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select data::text, revision, based_on, saved_at, saved_by, reason
                  from monograph_draft where monograph_id = ?
                """
                    + (forChange ? " for update" : ""))) {
      statement.setString(1, id);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? new Draft(
                MonographJson.monograph(rows.getString(1)),
                rows.getLong(2),
                rows.getLong(3),
                rows.getObject(4, OffsetDateTime.class).toInstant().toString(),
                rows.getString(5),
                rows.getString(6))
            : null;
      }
    } catch (SQLException e) {
      throw new DatabaseFailure("reading a draft", e);
    }
  }

  /// Saves a draft in place of the one of `revision`.
  ///
  /// @param revision of the draft as it is, 0 when there is none
  /// @return false when somebody else saved it meanwhile
  boolean save(Monograph draft, long revision, long basedOn, String who, @Nullable String why) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                insert into monograph_draft as d
                  (monograph_id, revision, based_on, data, saved_at, saved_by, reason)
                values (?, nextval('monograph_draft_revision'), ?, ?::jsonb, clock_timestamp(), ?, ?)
                on conflict (monograph_id) do update set
                  revision = excluded.revision, based_on = excluded.based_on, data = excluded.data,
                  saved_at = excluded.saved_at, saved_by = excluded.saved_by,
                  reason = excluded.reason
                  where d.revision = ?
                """)) {
      statement.setString(1, draft.id());
      statement.setLong(2, basedOn);
      statement.setString(3, MonographJson.text(draft));
      statement.setString(4, who);
      statement.setString(5, why);
      statement.setLong(6, revision);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new DatabaseFailure("saving a draft", e);
    }
  }

  void delete(String id) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("delete from monograph_draft where monograph_id = ?")) {
      statement.setString(1, id);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("deleting a draft", e);
    }
  }
}
