package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StoredStates;
import org.livingevidence.outbox.Outbox;

/// Indexes citations that were stored before the index had its present form, a chunk a transaction,
/// under the same locks as any write. Goes on where it, or another process, left off.
@ApplicationScoped
class SearchFill {
  private static final Logger LOG = Logger.getLogger(SearchFill.class);

  /// The form of [SearchEntry]; raise it when what is indexed of a citation changes.
  private static final int REVISION = 2;

  private static final String BEGIN =
      """
      update search_fill set revision = ?, after_id = '', done = false where revision <> ?
      """;

  private static final String TURN =
      """
      select after_id from search_fill where not done for update
      """;

  private static final String IDS =
      """
      select id from citation where id > ? order by id limit ?
      """;

  private static final String STATES =
      """
      select id, data::text from citation where id = any (?)
      """;

  private static final String REACHED =
      """
      update search_fill set after_id = ?
      """;

  private static final String DONE =
      """
      update search_fill set done = true
      """;

  private final DataSource dataSource;
  private final Outbox outbox;
  private final SearchIndex index;
  private final SearchConfig config;
  private volatile boolean leaving;
  private @Nullable Thread filling;

  SearchFill(DataSource dataSource, Outbox outbox, SearchIndex index, SearchConfig config) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.index = index;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    filling = Thread.ofVirtual().name("search-fill").start(this::fill);
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    leaving = true;
    if (filling != null) {
      filling.interrupt();
      filling.join(config.rest());
    }
  }

  private void fill() {
    boolean begun = false;
    while (!leaving) {
      try {
        if (!begun) {
          begin();
          begun = true;
        }
        if (!chunk()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warnf("The filling of the search index rests: %s", e.getMessage());
        try {
          Thread.sleep(config.rest());
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private void begin() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (Connection connection = dataSource.getConnection();
                  PreparedStatement update = connection.prepareStatement(BEGIN)) {
                update.setInt(1, REVISION);
                update.setInt(2, REVISION);
                update.executeUpdate();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /// @return whether there may be more to do
  boolean chunk() {
    return QuarkusTransaction.requiringNew().call(this::next);
  }

  private boolean next() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      String after = turn(connection);
      if (after == null) {
        return false;
      }
      List<String> ids = ids(connection, after);
      if (ids.isEmpty()) {
        run(connection, DONE, null);
        return false;
      }
      // The lock comes before the read: what a writer changes meanwhile is read as it leaves it.
      var unused = outbox.lockAll(CitationSource.TYPE, ids);
      Map<String, JsonNode> states = StoredStates.read(connection, STATES, ids);
      index.index(connection, states);
      run(connection, REACHED, ids.getLast());
      return true;
    }
  }

  private static @Nullable String turn(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TURN);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private List<String> ids(Connection connection, String after) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IDS)) {
      select.setString(1, after);
      select.setInt(2, config.fillChunk());
      try (ResultSet rows = select.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
        return ids;
      }
    }
  }

  private static void run(Connection connection, String sql, @Nullable String parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (parameter != null) {
        statement.setString(1, parameter);
      }
      statement.executeUpdate();
    }
  }
}
