package org.livingevidence.gateway.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares two generations that have read the same log.
public final class GenerationDifference {
  private GenerationDifference() {}

  /// The conditions whose content differs: their description, their place, a publication or its
  /// rank, a drug or a counter. Versions are no content, nor is what is only kept of deleted
  /// aggregates. A publication shows which of those that it cites are retracted, and a drug that
  /// restricts a class shows the class's members, so that theirs count too. Contents of one schema
  /// revision are compared by hash.
  public static Set<String> conditions(Connection connection, int live, int next)
      throws SQLException {
    String sql =
        """
        with differing_topic as (
          select coalesce(a.id, b.id) as id
          from (select * from %1$s.topic where condition and not deleted) a
          full join (select * from %2$s.topic where condition and not deleted) b on a.id = b.id
          where a.id is null or b.id is null
             or case when a.data_schema = b.data_schema then a.hash <> b.hash else a.data <> b.data end
        ), parent as (
          select child, parent from %1$s.topic_parent union select child, parent from %2$s.topic_parent
        ), differing_parent as (
          (select * from %1$s.topic_parent except select * from %2$s.topic_parent)
          union all
          (select * from %2$s.topic_parent except select * from %1$s.topic_parent)
        ), differing_name as (
          (select * from %1$s.topic_name except select * from %2$s.topic_name)
          union all
          (select * from %2$s.topic_name except select * from %1$s.topic_name)
        ), differing_citation as (
          select a.id from %1$s.citation a join %2$s.citation b on a.id = b.id
          where not a.deleted and not b.deleted
            and case when a.data_schema = b.data_schema then a.hash <> b.hash else a.data <> b.data end
        ), differing_retraction as (
          (select key from (select * from %1$s.retracted_key except select * from %2$s.retracted_key) a)
          union
          (select key from (select * from %2$s.retracted_key except select * from %1$s.retracted_key) b)
          union
          select k.key from %2$s.retracted_key k join differing_citation c on c.id = k.citation_id
        ), differing_drug as (
          select a.id from %1$s.drug a join %2$s.drug b on a.id = b.id
          where not a.deleted and not b.deleted
            and case when a.data_schema = b.data_schema then a.hash <> b.hash else a.data <> b.data end
        ), differing_member as (
          select unnest(array[a.class_key, b.class_key]) as class_key
          from (select * from %1$s.drug where not deleted) a
          full join (select * from %2$s.drug where not deleted) b on a.id = b.id
          where (a.id, a.name, a.class_key) is distinct from (b.id, b.name, b.class_key)
        ), restricting_drug as (
          select d.id from %2$s.drug d
          where not d.deleted
            and exists (select from differing_member m where m.class_key = any (d.restricted_classes))
        )
        select id from differing_topic
        union select p.child from parent p join differing_topic t on p.parent = t.id
        union select p.parent from parent p join differing_topic t on p.child = t.id
        union select child from differing_parent
        union select parent from differing_parent
        union select topic_id from differing_name
        union select coalesce(a.condition_id, b.condition_id)
          from %1$s.condition_citation a
          full join %2$s.condition_citation b using (citation_id, condition_id)
          where (a.direct, a.via, a.major, a.in_title, a.year, a.design, a.species, a.retracted, a.score, a.textual)
            is distinct from
            (b.direct, b.via, b.major, b.in_title, b.year, b.design, b.species, b.retracted, b.score, b.textual)
        union select l.condition_id from %2$s.condition_citation l
          join differing_citation c on l.citation_id = c.id
        union select l.condition_id from differing_retraction r
          join %2$s.citation p on p.data -> 'cites' ? r.key
          join %2$s.condition_citation l on l.citation_id = p.id
        union select coalesce(a.condition_id, b.condition_id)
          from %1$s.condition_drug a full join %2$s.condition_drug b using (drug_id, condition_id)
          where (a.direct, a.narrower, a.restricted) is distinct from (b.direct, b.narrower, b.restricted)
        union select l.condition_id from %2$s.condition_drug l
          join differing_drug d on l.drug_id = d.id
        union select coalesce(a.condition_id, b.condition_id)
          from %1$s.condition_count a
          full join %2$s.condition_count b using (condition_id, facet, value)
          where a.n is distinct from b.n
        union select coalesce(a.condition_id, b.condition_id)
          from %1$s.condition_drug_citation a
          full join %2$s.condition_drug_citation b using (citation_id, condition_id, drug_id)
          where (a.how, a.year, a.design, a.species, a.retracted, a.score)
            is distinct from (b.how, b.year, b.design, b.species, b.retracted, b.score)
        union select coalesce(a.condition_id, b.condition_id)
          from %1$s.condition_drug_count a
          full join %2$s.condition_drug_count b using (condition_id, drug_id, facet, value)
          where a.n is distinct from b.n
        union select l.condition_id from %2$s.condition_drug_count l
          join differing_drug d on l.drug_id = d.id
        union select l.condition_id from %2$s.condition_drug l
          join restricting_drug d on l.drug_id = d.id
        union select l.condition_id from %2$s.condition_drug_count l
          join restricting_drug d on l.drug_id = d.id
        """
            .formatted("g" + live, "g" + next);
    Set<String> conditions = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        conditions.add(row.getString(1));
      }
    }
    return conditions;
  }

  /// How many aggregates that are not deleted a generation holds, by aggregate type.
  public static Map<String, Long> sizes(Connection connection, int generation) throws SQLException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select 'topic', count(*) from %1$s.topic where not deleted
                union all select 'citation', count(*) from %1$s.citation where not deleted
                union all select 'drug', count(*) from %1$s.drug where not deleted
                """
                    .formatted("g" + generation))) {
      while (row.next()) {
        sizes.put(row.getString(1), row.getLong(2));
      }
    }
    return sizes;
  }
}
