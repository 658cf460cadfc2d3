package org.livingevidence.drugs.label;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.topic.NameKey;

/// Which labels introduce which drugs. Every method works in the caller's transaction.
@ApplicationScoped
class IntroductionStore {
  private final DataSource database;

  IntroductionStore(DataSource database) {
    this.database = database;
  }

  /// The set ids of the labels that introduce drugs, by id of the drug, in order.
  Map<String, List<String>> introducing(Collection<String> drugIds) {
    Map<String, List<String>> labels = new TreeMap<>();
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select key, set_id from label_key
                 where kind = 'drug' and key = any (?) order by key, set_id
                """)) {
      select.setArray(1, connection.createArrayOf("text", drugIds.toArray()));
      pairs(select, labels);
      return labels;
    } catch (SQLException e) {
      throw new DatabaseFailure("reading which labels introduce a drug", e);
    }
  }

  /// The ids of the drugs that labels introduce, and of those that they did introduce.
  Set<String> introducedBy(Collection<String> setIds) {
    var ids = new TreeSet<String>();
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select key from label_key where kind = 'drug' and set_id = any (?)
                union
                select id from drug where data #>> '{source,setId}' = any (?)
                """)) {
      var labels = connection.createArrayOf("text", setIds.toArray());
      select.setArray(1, labels);
      select.setArray(2, labels);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new DatabaseFailure("reading which drugs labels introduce", e);
    }
  }

  /// The ids of all drugs that labels introduce, and of those that they did introduce.
  Set<String> introduced() {
    var ids = new TreeSet<String>();
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select key from label_key where kind = 'drug'
                union
                select id from drug where data #>> '{source,kind}' = 'label'
                """);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    } catch (SQLException e) {
      throw new DatabaseFailure("reading which drugs labels introduce", e);
    }
  }

  /// Of introduced drugs those that a person entered under another id.
  Set<String> entered(Collection<Drug> introduced) {
    var ids = new ArrayList<String>();
    var keys = new ArrayList<String>();
    var uniis = new ArrayList<String>();
    for (var drug : introduced) {
      ids.add(drug.id());
      keys.add(NameKey.of(drug.name()));
      String unii = drug.identifiers() == null ? null : drug.identifiers().unii();
      uniis.add(unii == null ? "" : unii);
    }
    var entered = new HashSet<String>();
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select i.id from unnest(?::text[], ?::text[], ?::text[]) as i (id, key, unii)
                 where exists (
                         select from drug_name n join drug d on d.id = n.drug_id
                          where n.key = i.key and d.id <> i.id
                            and d.data #>> '{source,kind}' = 'curated')
                    or exists (
                         select from drug d
                          where d.data #>> '{identifiers,unii}' = i.unii and i.unii <> ''
                            and d.id <> i.id and d.data #>> '{source,kind}' = 'curated')
                """)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      select.setArray(2, connection.createArrayOf("text", keys.toArray()));
      select.setArray(3, connection.createArrayOf("text", uniis.toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          entered.add(rows.getString(1));
        }
      }
      return entered;
    } catch (SQLException e) {
      throw new DatabaseFailure("reading which drugs were entered", e);
    }
  }

  private static void pairs(PreparedStatement select, Map<String, List<String>> into)
      throws SQLException {
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        into.computeIfAbsent(rows.getString(1), key -> new ArrayList<>()).add(rows.getString(2));
      }
    }
  }
}
