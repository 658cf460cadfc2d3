package org.livingevidence.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.faults.RelayUnderTest;
import org.livingevidence.faults.World;

/// The production relay without its thread: the same leadership and the same session, run until
/// nothing waits.
public final class RealRelay implements RelayUnderTest {
  private static final Logger LOG = Logger.getLogger(RealRelay.class);

  private final World world;
  private final RelaySettings settings;
  private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry());
  private Runnable between = () -> {};
  private @Nullable Leadership leadership;
  private @Nullable RelaySession session;

  public RealRelay(World world) {
    this.world = world;
    this.settings = RelaySettings.of(world);
  }

  @Override
  public Outcome publish(Runnable meanwhile) {
    Once once = new Once(meanwhile);
    between = once;
    try {
      Leadership lock = lead();
      if (lock == null) {
        return Outcome.FENCED;
      }
      RelaySession open = open();
      boolean[] idle = {false};
      open.run(() -> lock.held() && !idle[0], atMost -> idle[0] = true);
      return idle[0] ? Outcome.DONE : Outcome.FENCED;
    } catch (EventProducer.FencedException e) {
      close();
      return Outcome.FENCED;
    } catch (Exception e) {
      LOG.debugf(e, "the relay failed");
      closeSession();
      return Outcome.FAILED;
    } finally {
      between = () -> {};
      once.run();
    }
  }

  private @Nullable Leadership lead() throws SQLException {
    Leadership current = leadership;
    if (current == null || !current.held()) {
      close();
      awaitRole();
      current = Leadership.tryAcquire(settings.connections(), settings.config(), () -> {});
      leadership = current;
    }
    return current;
  }

  /// A predecessor's session may still be on its way out.
  private void awaitRole() throws SQLException {
    try (Connection connection = world.owner().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '5min'");
      statement.execute("select pg_advisory_lock(1279610690, 2)");
      statement.execute("select pg_advisory_unlock(1279610690, 2)");
    }
  }

  private RelaySession open() throws SQLException {
    RelaySession current = session;
    if (current == null) {
      current =
          new RelaySession(
              settings.config(),
              settings.connections(),
              settings.kafka(),
              StateSource.all(world, () -> between.run()),
              EventSchemas.none(),
              metrics);
      session = current;
    }
    return current;
  }

  private void closeSession() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public void close() {
    closeSession();
    if (leadership != null) {
      leadership.close();
      leadership = null;
    }
  }
}
