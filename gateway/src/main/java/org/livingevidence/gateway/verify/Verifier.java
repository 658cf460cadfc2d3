package org.livingevidence.gateway.verify;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.outbox.OwnedContent;

/// Compares everything once, from the first id to the last. What differs is looked at again until
/// it does not, or patience is at its end: events may be on their way, links being made.
@ApplicationScoped
class Verifier {
  private static final Logger LOG = Logger.getLogger(Verifier.class);
  private static final int IDS_AT_ONCE = 50;

  private final VerificationStore store;
  private final OwnerContent owners;
  private final HeldContent held;
  private final DerivedContent derived;
  private final VerificationConfig config;

  Verifier(
      VerificationStore store,
      OwnerContent owners,
      HeldContent held,
      DerivedContent derived,
      VerificationConfig config) {
    this.store = store;
    this.owners = owners;
    this.held = held;
    this.derived = derived;
    this.config = config;
  }

  /// Runs a comparison to its end, whatever that is.
  ///
  /// @param authorization with which the owners are asked; an operator's
  /// @param patience how long a difference may take to go away
  void run(long id, @Nullable String authorization, Duration patience) {
    try {
      Run run = new Run(id, authorization, patience);
      for (Source source : Source.values()) {
        run.aggregates(source);
      }
      run.links();
      run.places();
      run.counters();
      run.end();
    } catch (SQLException | RuntimeException e) {
      LOG.warnf(e, "Comparison %d with the owners failed", id);
      fail(id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(id, e);
    }
  }

  private void fail(long id, Exception failure) {
    try {
      store.end(id, "failed", String.valueOf(failure.getMessage()), 0, List.of());
    } catch (SQLException e) {
      LOG.debug("nor could that be noted", e);
    }
  }

  /// One comparison under way.
  private final class Run {
    private final long id;
    private final @Nullable String authorization;
    private final Duration patience;
    private final Remaking remaking = derived.remaking();
    private final Map<String, Long> compared = new TreeMap<>();
    private final List<Drift> drift = new ArrayList<>();

    /// How many more there are than are listed.
    private long unlisted;

    Run(long id, @Nullable String authorization, Duration patience) {
      this.id = id;
      this.authorization = authorization;
      this.patience = patience;
    }

    private void progress(String what, String of, long more) throws SQLException {
      compared.merge(of, more, Long::sum);
      store.progress(id, what, compared);
    }

    void aggregates(Source source) throws SQLException, InterruptedException {
      Map<String, Drift> suspects = new TreeMap<>();
      String after = "";
      while (after != null) {
        OwnedContent page = owners.page(source, after, config.page(), authorization);
        suspects.putAll(
            Comparison.compare(source, page.items(), held.between(source, after, page.next())));
        progress(
            "Comparing aggregates of type " + source.type() + ".",
            source.type(),
            page.items().size());
        after = page.next();
      }
      Patience waiting = new Patience();
      while (!suspects.isEmpty() && waiting.lasts()) {
        progress(
            "Looking again at %d of type %s.".formatted(suspects.size(), source.type()),
            source.type(),
            0);
        suspects = again(source, List.copyOf(suspects.keySet()));
      }
      drift.addAll(suspects.values());
    }

    private Map<String, Drift> again(Source source, List<String> ids) {
      Map<String, Drift> still = new TreeMap<>();
      for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
        List<String> some = ids.subList(from, Math.min(from + IDS_AT_ONCE, ids.size()));
        still.putAll(
            Comparison.compare(
                source, owners.some(source, some, authorization).items(), held.some(source, some)));
      }
      return still;
    }

    void links() throws SQLException, InterruptedException {
      made(
          Source.CITATIONS,
          "links",
          remaking::links,
          config.linked(),
          "Publications are linked to it other than they should be.");
    }

    void places() throws SQLException, InterruptedException {
      made(
          Source.DRUGS,
          "places",
          remaking::places,
          config.placed(),
          "Drugs stand under it other than they should.");
    }

    private void made(Source source, String what, Remaking.Making making, int atMost, String detail)
        throws SQLException, InterruptedException {
      Patience waiting = new Patience();
      Set<String> wrong = new TreeSet<>();
      String after = "";
      while (after != null) {
        Remaking.Step step = making.some(after, atMost);
        while (!step.conditions().isEmpty() && waiting.lasts()) {
          remaking.forget();
          step = making.some(after, atMost);
        }
        wrong.addAll(step.conditions());
        after = step.last();
        String unreadable = step.unreadable();
        if (unreadable != null && after != null) {
          drift.add(
              new Drift(
                  "unreadable",
                  source.type(),
                  after,
                  "What the gateway has stored of it cannot be read: " + unreadable));
        }
        progress("Making " + what + " of type " + source.type() + " again.", what, step.count());
      }
      wrong.forEach(condition -> drift.add(new Drift("links", "condition", condition, detail)));
    }

    void counters() throws SQLException {
      progress("Counting.", "links", 0);
      DerivedContent.Counters wrong = derived.counters(config.kept());
      drift.addAll(wrong.first());
      unlisted += wrong.total() - wrong.first().size();
    }

    /// Waits between two looks, for so long and no longer; shows meanwhile that it lives.
    private final class Patience {
      private final long end = System.nanoTime() + patience.toNanos();

      boolean lasts() throws SQLException, InterruptedException {
        if (System.nanoTime() - end >= 0) {
          return false;
        }
        store.alive(id);
        Thread.sleep(config.again());
        return true;
      }
    }

    void end() throws SQLException {
      long drifts = drift.size() + unlisted;
      String statement =
          drifts == 0
              ? "Everything is as the owners have it."
              : drifts + " differences did not go away.";
      store.end(
          id,
          "finished",
          statement,
          drifts,
          drift.subList(0, Math.min(drift.size(), config.kept())));
      LOG.infof("Comparison %d with the owners ended: %s compared=%s", id, statement, compared);
    }
  }
}
