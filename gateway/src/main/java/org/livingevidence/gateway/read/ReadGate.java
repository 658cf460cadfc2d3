package org.livingevidence.gateway.read;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.projection.AppliedVersions;
import org.livingevidence.outbox.EventId;

/// Keeps the promises to a reader that says what it has seen or written already: it is answered
/// from something at least as new, or told to come back (503 with `Retry-After`), never from
/// something older.
@ApplicationScoped
public class ReadGate {
  /// The request and response header that carries a position.
  public static final String POSITION = "Evidence-Position";

  /// The request header that carries the event id a write answered.
  public static final String VERSION = "Evidence-Version";

  /// Between event ids; an id may have spaces itself.
  private static final Pattern SEVERAL = Pattern.compile("\\s+(?=living-evidence\\.)");

  /// Aggregates that no view holds: their owner answers for them at once.
  private static final Set<String> ELSEWHERE = Set.of("monograph");

  private final OwnPosition own;
  private final ChangeFeed feed;
  private final AppliedVersions applied;
  private final ReadConfig config;

  ReadGate(OwnPosition own, ChangeFeed feed, AppliedVersions applied, ReadConfig config) {
    this.own = own;
    this.feed = feed;
    this.applied = applied;
    this.config = config;
  }

  /// Waits until this process may answer; blocks, so call it on a virtual thread.
  ///
  /// @param position of `Evidence-Position`, or null
  /// @param ifNoneMatch the entity tags the reader holds, or null
  /// @param version of `Evidence-Version`, or null; a write of several aggregates answered several
  ///     event ids
  /// @return the position that may be answered as `Evidence-Position`
  /// @throws HttpProblem 400 when a header cannot be read, 503 when the wait was in vain
  public long pass(
      @Nullable String position, @Nullable String ifNoneMatch, @Nullable String version) {
    if (version != null) {
      for (String one : SEVERAL.split(version.strip())) {
        awaitApplied(one);
      }
    }
    long wanted = Math.max(parse(POSITION, position), ETags.newest(ifNoneMatch));
    awaitPosition(wanted);
    return own.get();
  }

  /// Waits until this process has reached `wanted`.
  ///
  /// @throws HttpProblem 503 when it has not after the time that is set
  public void awaitPosition(long wanted) {
    if (own.get() >= wanted || feed.catchUp() >= wanted) {
      return;
    }
    try {
      if (own.await(wanted, config.catchUpTimeout())) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw behind(
        "The gateway has reached position "
            + own.get()
            + " and not yet "
            + wanted
            + ", which the request names as seen. Try again, or leave out the position.");
  }

  /// Reads a position from the header or parameter called `name`; 0 when absent.
  ///
  /// @throws HttpProblem 400 when it is not one
  public static long parse(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      long position = Long.parseLong(text.trim());
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problems.invalid(name, "is not a position: a whole number, 0 or more, was expected");
  }

  private void awaitApplied(String text) {
    EventId id;
    String type;
    try {
      id = EventId.parse(text.trim());
      type = id.aggregateType();
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          VERSION, "is not the event id that a write answered: " + e.getMessage());
    }
    if (ELSEWHERE.contains(type)) {
      return;
    }
    try {
      if (applied.await(type, id.subject(), id.version(), config.appliedTimeout())) {
        feed.catchUp();
        return;
      }
    } catch (SQLException e) {
      throw new Snapshots.StoreUnavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw behind(
        "The gateway has not yet applied "
            + id
            + ", which the request names as written. Try again.");
  }

  private HttpProblem behind(String detail) {
    return Problems.unavailable("behind", detail, retryAfter(config.retryAfter()));
  }

  private static int retryAfter(Duration wait) {
    return Math.toIntExact(Math.max(1, wait.toSeconds()));
  }
}
