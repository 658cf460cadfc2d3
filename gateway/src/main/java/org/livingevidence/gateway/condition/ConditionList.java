package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.intake.topic.NameKey;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Lists conditions, all or those whose id, slug, name or a synonym matches: equal names first,
/// then names that begin so, then names with a word that begins so; possessives, plurals and case
/// do not matter. An umbrella that is named goes before its members, and they before what is
/// merely like them.
@ApplicationScoped
class ConditionList {
  private static final String MATCHING =
      """
      with hit as (
        select n.topic_id as id,
               min(case when n.loose_key = ? and n.preferred then 1
                        when n.loose_key = ? then 2
                        when n.loose_key like ? and n.preferred then 3
                        when n.loose_key like ? then 4
                        else 5 end) as rank
          from topic_name n
         where ? <> '' and (n.loose_key like ? or n.loose_key like ?)
         group by n.topic_id
        union all
        select t.id, 0 from topic t where t.id = ? or t.slug = ?),
      best as (
        select h.id, min(h.rank) as rank from hit h group by h.id),
      umbrella as (
        select t.id, least(b.rank, 3) as rank, t.narrower
          from best b join topic t on t.id = b.id
         where t.kind = 'umbrella' and t.condition and not t.deleted),
      found as (
        select r.id, min(r.rank)::integer as rank
          from (select b.id, 10 * b.rank + 2 as rank from best b
                union all
                select u.id, 10 * u.rank from umbrella u
                union all
                select m.id, 10 * u.rank + 1
                  from umbrella u cross join lateral unnest(u.narrower) as m (id)) r
         group by r.id)
      """;
  private static final String ALL =
      "with found as (select id, 0 as rank from topic where condition and not deleted)";
  private static final String COUNT =
      " select count(*) from found f join topic t on t.id = f.id"
          + " where t.condition and not t.deleted";
  private static final String PAGE =
      " select "
          + NamedCondition.COLUMNS
          + """
          , f.rank, lower(coalesce(t.natural_name, t.name, t.id)) as sort_name,
                 coalesce(c.n, 0) as publications,
                 (select count(*) from condition_drug d where d.condition_id = t.id and d.direct) as drugs
            from found f
            join topic t on t.id = f.id
            left join condition_count c on c.condition_id = t.id and c.facet = 'total' and c.value = ''
           where t.condition and not t.deleted
             and (f.rank, lower(coalesce(t.natural_name, t.name, t.id)), t.id) > (?, ?, ?)
           order by f.rank, sort_name, t.id
           limit ?
          """;

  private record Cursor(int rank, String name, String id) {
    static final Cursor BEGIN = new Cursor(-1, "", "");

    String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((rank + "|" + id + "|" + name).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(@Nullable String text) {
      if (text == null || text.isBlank()) {
        return BEGIN;
      }
      try {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 3);
        if (parts.length == 3) {
          return new Cursor(Integer.parseInt(parts[0]), parts[2], parts[1]);
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw Problems.invalid("cursor", "is not a cursor that this list answered as \"next\"");
    }
  }

  /// One page: `{items: [{id, name, naturalName, slug, publications, drugs, link}], total, next}`.
  ObjectNode page(Snapshot snapshot, @Nullable String query, @Nullable String cursor, int limit)
      throws SQLException {
    Cursor after = Cursor.parse(cursor);
    String asked = query == null ? "" : query.strip();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("items");
    Cursor last = null;
    try (PreparedStatement select = prepare(snapshot, asked, PAGE)) {
      int at = bind(select, asked);
      select.setInt(at++, after.rank());
      select.setString(at++, after.name());
      select.setString(at++, after.id());
      select.setInt(at, limit + 1);
      try (ResultSet rows = select.executeQuery()) {
        boolean more = false;
        while (rows.next()) {
          if (items.size() == limit) {
            more = true;
            break;
          }
          NamedCondition named = NamedCondition.read(rows);
          items.add(
              named
                  .json()
                  .put("publications", rows.getLong("publications"))
                  .put("drugs", rows.getLong("drugs"))
                  .put("link", ConditionPaths.api(named.id())));
          last = new Cursor(rows.getInt("rank"), rows.getString("sort_name"), named.id());
        }
        answer.put("total", count(snapshot, asked));
        if (more && last != null) {
          answer.put("next", last.text());
        }
      }
    }
    return answer;
  }

  private static long count(Snapshot snapshot, String asked) throws SQLException {
    try (PreparedStatement select = prepare(snapshot, asked, COUNT)) {
      bind(select, asked);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static PreparedStatement prepare(Snapshot snapshot, String asked, String rest)
      throws SQLException {
    return snapshot.connection().prepareStatement((asked.isEmpty() ? ALL : MATCHING) + rest);
  }

  private static int bind(PreparedStatement select, String asked) throws SQLException {
    if (asked.isEmpty()) {
      return 1;
    }
    String key =
        NameKey.loose(
            NameKey.of(asked)); // letters, digits and spaces: nothing that LIKE would read
    int at = 1;
    for (String value :
        new String[] {
          key,
          key,
          key + "%",
          key + "%",
          key,
          key + "%",
          "% " + key + "%",
          asked,
          asked.toLowerCase(Locale.ROOT)
        }) {
      select.setString(at++, value);
    }
    return at;
  }
}
