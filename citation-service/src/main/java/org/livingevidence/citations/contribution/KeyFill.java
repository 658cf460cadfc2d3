package org.livingevidence.citations.contribution;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.event.StateJson;

/// Gives citations that were stored before duplicates were looked for the keys that they are found
/// by, a chunk a transaction. Goes on where it, or another process, left off.
@ApplicationScoped
class KeyFill {
  private static final Logger LOG = Logger.getLogger(KeyFill.class);
  private static final int CHUNK = 500;
  private static final long REST = 5_000;

  private static final String TURN =
      """
      select after_id from citation_key_fill for update
      """;

  private static final String ROWS =
      """
      select id, data::text from citation where id > ? order by id limit ? for update
      """;

  private static final String WRITE =
      """
      update citation c
         set title_key = nullif(k.title_key, 0), place_key = nullif(k.place_key, 0)
        from unnest(?::text[], ?::bigint[], ?::bigint[]) as k (id, title_key, place_key)
       where c.id = k.id
      """;

  private final DataSource dataSource;
  private volatile boolean leaving;
  private @Nullable Thread filling;

  KeyFill(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void onStart(@Observes StartupEvent event) {
    filling = Thread.ofVirtual().name("key-fill").start(this::fill);
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    leaving = true;
    if (filling != null) {
      filling.interrupt();
      filling.join(REST);
    }
  }

  private void fill() {
    while (!leaving) {
      try {
        if (!chunk()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warnf("The filling of duplicate keys rests: %s", e.getMessage());
        try {
          Thread.sleep(REST);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  /// @return whether there may be more to do
  boolean chunk() {
    return QuarkusTransaction.requiringNew().call(this::next);
  }

  private boolean next() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement turn = connection.prepareStatement(TURN);
        ResultSet row = turn.executeQuery()) {
      if (!row.next()) {
        return false;
      }
      List<String> ids = new ArrayList<>();
      List<Long> titles = new ArrayList<>();
      List<Long> places = new ArrayList<>();
      try (PreparedStatement select = connection.prepareStatement(ROWS)) {
        select.setString(1, row.getString(1));
        select.setInt(2, CHUNK);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            Fingerprint keys = StateJson.read(rows.getString(2), Citation.class).fingerprint();
            ids.add(rows.getString(1));
            titles.add(keys.titleKey());
            places.add(keys.placeKey());
          }
        }
      }
      try (PreparedStatement write = connection.prepareStatement(WRITE)) {
        write.setArray(1, connection.createArrayOf("text", ids.toArray()));
        write.setArray(2, connection.createArrayOf("bigint", titles.toArray()));
        write.setArray(3, connection.createArrayOf("bigint", places.toArray()));
        write.executeUpdate();
      }
      return reached(connection, ids);
    }
  }

  private static boolean reached(Connection connection, List<String> ids) throws SQLException {
    String sql =
        ids.isEmpty()
            ? "delete from citation_key_fill"
            : "update citation_key_fill set after_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (!ids.isEmpty()) {
        statement.setString(1, ids.getLast());
      }
      statement.executeUpdate();
      return !ids.isEmpty();
    }
  }
}
