package org.livingevidence.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys.Answer;

/// The table `idempotency_key`.
@ApplicationScoped
class IdempotencyStore {
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final DataSource database;
  private final ObjectMapper json;
  private final AccessConfig config;

  IdempotencyStore(DataSource database, ObjectMapper json, AccessConfig config) {
    this.database = database;
    this.json = json;
    this.config = config;
  }

  /// What an earlier request with the key asked (as a hash) and was answered.
  record Earlier(String requestHash, Answer answer) {}

  /// Takes the key for the running transaction and answers null, or answers what was kept for it.
  /// Waits for another transaction that has taken it and has not ended.
  @Nullable Earlier claim(String who, String operation, String key, String hash) {
    String insert =
        """
        insert into idempotency_key (who, operation, key, request_hash) values (?, ?, ?, ?)
        on conflict (who, operation, key) do nothing
        """;
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(insert)) {
      statement.setString(1, who);
      statement.setString(2, operation);
      statement.setString(3, key);
      statement.setString(4, hash);
      if (statement.executeUpdate() == 1) {
        forgetOld(connection);
        return null;
      }
      return read(connection, who, operation, key);
    } catch (SQLException e) {
      throw new DatabaseFailure("taking an idempotency key", e);
    }
  }

  void keep(String who, String operation, String key, Answer answer) {
    String update =
        """
        update idempotency_key set status = ?, headers = ?::jsonb, body = ?
        where who = ? and operation = ? and key = ?
        """;
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(update)) {
      statement.setInt(1, answer.status());
      statement.setString(2, json.writeValueAsString(answer.headers()));
      if (answer.body() == null) {
        statement.setNull(3, Types.VARCHAR);
      } else {
        statement.setString(3, json.writeValueAsString(answer.body()));
      }
      statement.setString(4, who);
      statement.setString(5, operation);
      statement.setString(6, key);
      statement.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An answer that cannot be written as JSON", e);
    } catch (SQLException e) {
      throw new DatabaseFailure("keeping the answer to an idempotency key", e);
    }
  }

  private Earlier read(Connection connection, String who, String operation, String key)
      throws SQLException {
    String query =
        """
        select request_hash, status, headers, body from idempotency_key
        where who = ? and operation = ? and key = ?
        """;
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, who);
      statement.setString(2, operation);
      statement.setString(3, key);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          // The key expired between the two statements; the next attempt takes it anew.
          throw Problems.unavailable("idempotency-key-busy", "The Idempotency-Key is in use.", 1);
        }
        var headers = new HashMap<>(json.readValue(rows.getString(3), HEADERS));
        headers.put("Idempotency-Replayed", "true");
        String text = rows.getString(4);
        JsonNode body = text == null ? null : json.readTree(text);
        return new Earlier(rows.getString(1), new Answer(rows.getInt(2), headers, body));
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("idempotency_key holds something that is no JSON", e);
    }
  }

  /// A few at a time with each new key, so that nothing else has to sweep.
  private void forgetOld(Connection connection) throws SQLException {
    String delete =
        """
        delete from idempotency_key where id in (
          select id from idempotency_key
          where at < clock_timestamp() - make_interval(secs => ?)
            and id <= (select max(id) from idempotency_key) - ?
          order by at limit 10
          for update skip locked)
        """;
    try (var statement = connection.prepareStatement(delete)) {
      statement.setDouble(1, config.idempotencyRetention().toSeconds());
      statement.setInt(2, config.idempotencyKeptAtLeast());
      statement.executeUpdate();
    }
  }
}
