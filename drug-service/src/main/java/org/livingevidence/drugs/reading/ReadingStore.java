package org.livingevidence.drugs.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.label.SubstanceNames;
import org.livingevidence.drugs.topic.NameKey;

/// The tables of readings and decisions. Every method works in the caller's transaction.
@ApplicationScoped
class ReadingStore {
  /// Readings of an earlier build may have what this one does not know.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final DataSource database;

  ReadingStore(DataSource database) {
    this.database = database;
  }

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

  /// What the readings of labels followed from, by set id; a label that was not read is absent.
  Map<String, String> bases(Collection<String> setIds) {
    return run(
        "reading what readings follow from",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "select set_id, basis from label_reading where set_id = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", setIds.toArray()));
            var bases = new HashMap<String, String>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                bases.put(rows.getString(1), rows.getString(2));
              }
            }
            return bases;
          }
        });
  }

  /// Keeps what was read in a label.
  ///
  /// @param basis what it followed from
  void keep(String setId, String names, String basis, List<Found> found) {
    run(
        "keeping what was read in a label",
        connection -> {
          try (var insert =
              connection.prepareStatement(
                  """
                  insert into label_reading (set_id, names, basis, found) values (?, ?, ?, ?::jsonb)
                  on conflict (set_id) do update
                    set names = excluded.names, basis = excluded.basis, found = excluded.found
                  """)) {
            insert.setString(1, setId);
            insert.setString(2, names);
            insert.setString(3, basis);
            insert.setString(4, JSON.writeValueAsString(found));
            return insert.executeUpdate();
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read is no JSON", e);
          }
        });
  }

  /// Notes that what was read in labels holds with these names too.
  void holds(Collection<String> setIds, String names) {
    run(
        "keeping that readings hold",
        connection -> {
          try (var update =
              connection.prepareStatement(
                  "update label_reading set names = ? where set_id = any (?)")) {
            update.setString(1, names);
            update.setArray(2, connection.createArrayOf("text", setIds.toArray()));
            return update.executeUpdate();
          }
        });
  }

  /// The drugs that state something from a label which is held no longer: nothing else tells that
  /// they were its drugs.
  List<String> statingFrom(String setId) {
    return run(
        "reading what was stated from a label",
        connection -> {
          try (var select =
              connection.prepareStatement("select id from drug where strpos(data::text, ?) > 0")) {
            select.setString(1, setId);
            var ids = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                ids.add(rows.getString(1));
              }
            }
            return ids;
          }
        });
  }

  /// The labels of drugs with what was read in them, by drug. The drugs' rows need not be there.
  Map<String, List<ReadLabel>> labels(Collection<Drug> drugs) {
    var ids = new ArrayList<String>();
    var kinds = new ArrayList<String>();
    var keys = new ArrayList<String>();
    for (var drug : drugs) {
      Keys add =
          (kind, key) -> {
            if (key != null) {
              ids.add(drug.id());
              kinds.add(kind);
              keys.add(key);
            }
          };
      var known = drug.identifiers();
      if (known != null) {
        add.add("unii", known.unii());
        add.add("rxcui", known.rxcui());
      }
      add.add("name", NameKey.of(drug.name()));
      drug.brands().forEach(brand -> add.add("name", NameKey.of(brand)));
      drug.synonyms().forEach(synonym -> add.add("name", NameKey.of(synonym)));
    }
    return run(
        "reading what was read in labels",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  """
                  select w.drug_id, l.set_id,
                         jsonb_build_object(
                           'jurisdiction', l.jurisdiction, 'version', l.data -> 'version',
                           'effective', l.data -> 'effective',
                           'identifiers', l.data -> 'identifiers')::text,
                         r.found::text
                    from (select distinct w.drug_id, k.set_id
                            from unnest(?::text[], ?::text[], ?::text[]) as w (drug_id, kind, key)
                            join label_key k on k.kind = w.kind and k.key = w.key) w
                    join label l on l.set_id = w.set_id
                    join label_reading r on r.set_id = w.set_id
                   order by w.drug_id, l.set_id
                  """)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            select.setArray(2, connection.createArrayOf("text", kinds.toArray()));
            select.setArray(3, connection.createArrayOf("text", keys.toArray()));
            var labels = new HashMap<String, List<ReadLabel>>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                labels
                    .computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                    .add(label(rows.getString(2), rows.getString(3), rows.getString(4)));
              }
            }
            return labels;
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read in a label is not readable", e);
          }
        });
  }

  private interface Keys {
    void add(String kind, @Nullable String key);
  }

  private static ReadLabel label(String setId, String described, String found)
      throws JsonProcessingException {
    JsonNode label = JSON.readTree(described);
    JsonNode identifiers = label.path("identifiers");
    var moieties = texts(identifiers.path("moieties"));
    return new ReadLabel(
        setId,
        label.path("jurisdiction").asText(),
        label.path("version").asLong(),
        label.path("effective").textValue(),
        texts(identifiers.path("applicationNumbers")),
        SubstanceNames.moieties(moieties, texts(identifiers.path("substances"))),
        JSON.readValue(found, new TypeReference<List<Found>>() {}));
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /// Decisions by drug and statement.
  Map<String, Map<String, Decision>> decisions(Collection<String> drugIds) {
    return run(
        "reading decisions",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  """
                  select drug_id, statement_id, decision, sentence, decided_by, decided_at, why
                    from reading_decision where drug_id = any (?)
                  """)) {
            select.setArray(1, connection.createArrayOf("text", drugIds.toArray()));
            var decisions = new HashMap<String, Map<String, Decision>>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                decisions
                    .computeIfAbsent(rows.getString(1), id -> new HashMap<>())
                    .put(
                        rows.getString(2),
                        new Decision(
                            Decision.Kind.of(rows.getString(3)),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getTimestamp(6).toInstant(),
                            rows.getString(7)));
              }
            }
            return decisions;
          }
        });
  }

  /// Keeps a decision in the place of an earlier one.
  ///
  /// @param decision null to forget it
  void decide(String drugId, String statementId, @Nullable Decision decision) {
    run(
        "keeping a decision",
        connection -> {
          try (var delete =
              connection.prepareStatement(
                  "delete from reading_decision where drug_id = ? and statement_id = ?")) {
            delete.setString(1, drugId);
            delete.setString(2, statementId);
            delete.executeUpdate();
          }
          if (decision == null) {
            return 0;
          }
          try (var insert =
              connection.prepareStatement(
                  """
                  insert into reading_decision
                    (drug_id, statement_id, decision, sentence, decided_by, decided_at, why)
                  values (?, ?, ?, ?, ?, ?, ?)
                  """)) {
            insert.setString(1, drugId);
            insert.setString(2, statementId);
            insert.setString(3, decision.decision().word());
            insert.setString(4, decision.sentence());
            insert.setString(5, decision.who());
            insert.setObject(6, decision.at().atOffset(ZoneOffset.UTC));
            insert.setString(7, decision.why());
            return insert.executeUpdate();
          }
        });
  }
}
