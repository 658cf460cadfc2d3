package org.livingevidence.citations.fill;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StoredStates;
import org.livingevidence.outbox.Outbox;

/// Gives citations that were stored before something was kept of them what is kept of them now: all
/// citations in the order of their ids, a chunk a transaction, under the same locks as any write.
/// Goes on where it, or another process, left off.
public abstract class CitationFill {
  private static final Logger LOG = Logger.getLogger(CitationFill.class);

  private static final String IDS =
      """
      select id from citation where id > ? order by id limit ?
      """;

  private static final String STATES =
      """
      select id, data::text from citation where id = any (?)
      """;

  private final String name;
  private final DataSource dataSource;
  private final Outbox outbox;
  private final Progress progress;
  private final int length;
  private final Duration rest;
  private volatile boolean leaving;
  private @Nullable Thread filling;

  /// @param name what is filled, for the log
  /// @param length how many citations a chunk takes
  /// @param rest how long it rests after the database failed it
  protected CitationFill(
      String name,
      DataSource dataSource,
      Outbox outbox,
      Progress progress,
      int length,
      Duration rest) {
    this.name = name;
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.progress = progress;
    this.length = length;
    this.rest = rest;
  }

  /// How far the filling has come, as SQL.
  ///
  /// @param turn selects and locks the id after which it goes on; no row when it is done
  /// @param reached keeps that id
  /// @param done keeps that there is nothing more to do
  public record Progress(String turn, String reached, String done) {}

  /// Starts filling in the background.
  protected void start() {
    filling = Thread.ofVirtual().name("fill-" + name).start(this::run);
  }

  /// Stops it before its next chunk.
  protected void stop() throws InterruptedException {
    leaving = true;
    if (filling != null) {
      filling.interrupt();
      filling.join(rest);
    }
  }

  /// Called in a transaction of its own before the first chunk.
  protected void begin(Connection connection) throws SQLException {}

  /// Keeps what is to be kept of citations, in the running transaction and under their locks.
  ///
  /// @param states by id
  protected abstract void fill(Connection connection, Map<String, JsonNode> states)
      throws SQLException;

  private void run() {
    boolean begun = false;
    while (!leaving) {
      try {
        if (!begun) {
          QuarkusTransaction.requiringNew().call(this::began);
          begun = true;
        }
        if (!chunk()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warnf("The filling of %s rests: %s", name, e.getMessage());
        try {
          Thread.sleep(rest);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private boolean began() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      begin(connection);
      return true;
    }
  }

  /// @return whether there may be more to do
  public boolean chunk() {
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
        run(connection, progress.done(), null);
        return false;
      }
      // The lock comes before the read: what a writer changes meanwhile is read as it leaves it.
      var unused = outbox.lockAll(CitationSource.TYPE, ids);
      fill(connection, StoredStates.read(connection, STATES, ids));
      run(connection, progress.reached(), ids.getLast());
      return true;
    }
  }

  private @Nullable String turn(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(progress.turn());
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private List<String> ids(Connection connection, String after) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IDS)) {
      select.setString(1, after);
      select.setInt(2, length);
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
