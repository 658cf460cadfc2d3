package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.topic.NameKey;

/// Indications across drugs.
@ApplicationScoped
class IndicationStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String WHERE =
      """
      from indication i join drug d on d.id = i.drug_id
      where (?::text is null or i.condition_id = ? or i.condition_key = ?)
        and (?::text is null or i.drug_id = ?)
        and (?::text is null or i.jurisdiction = ?)
        and (?::text is null or i.status = ?)
      """;

  private final DataSource database;

  IndicationStore(DataSource database) {
    this.database = database;
  }

  /// What is looked for; null asks nothing.
  ///
  /// @param condition a topic's id, or the name as stated
  record Question(
      @Nullable String condition,
      @Nullable String drug,
      @Nullable String jurisdiction,
      @Nullable String status) {}

  /// Where a page begins: after this indication of this drug.
  record Place(String drugId, String id) {}

  /// A page in order of drug and id.
  ///
  /// @param next the last one shown when there are more
  record Page(List<JsonNode> items, long total, @Nullable Place next) {}

  Page find(Question question, @Nullable Place after, int limit) {
    try (var connection = database.getConnection()) {
      long total = 0;
      try (var statement = connection.prepareStatement("select count(*) " + WHERE)) {
        ask(statement, question);
        try (var rows = statement.executeQuery()) {
          if (rows.next()) {
            total = rows.getLong(1);
          }
        }
      }
      try (var statement =
          connection.prepareStatement(
              """
              select i.drug_id, i.id, jsonb_build_object('drug',
                       jsonb_build_object('id', d.id, 'name', d.name))::text,
                     (d.data -> 'indications' -> i.place)::text
              """
                  + WHERE
                  + " and (i.drug_id, i.id) > (?, ?) order by i.drug_id, i.id limit ?")) {
        int next = ask(statement, question);
        statement.setString(next++, after == null ? "" : after.drugId);
        statement.setString(next++, after == null ? "" : after.id);
        statement.setInt(next, limit + 1);
        var items = new ArrayList<JsonNode>();
        Place last = null;
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            if (items.size() == limit) {
              return new Page(items, total, last);
            }
            last = new Place(rows.getString(1), rows.getString(2));
            items.add(
                JSON.readerForUpdating(JSON.readTree(rows.getString(3)))
                    .readTree(rows.getString(4)));
          }
        }
        return new Page(items, total, null);
      }
    } catch (SQLException e) {
      throw new DatabaseFailure("listing indications", e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored indication is not JSON", e);
    }
  }

  private static int ask(PreparedStatement statement, Question question) throws SQLException {
    int at = 1;
    statement.setString(at++, question.condition);
    statement.setString(at++, question.condition);
    statement.setString(at++, question.condition == null ? null : NameKey.of(question.condition));
    for (String value :
        new @Nullable String[] {question.drug, question.jurisdiction, question.status}) {
      statement.setString(at++, value);
      statement.setString(at++, value);
    }
    return at;
  }
}
