package org.livingevidence.harvest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.imports.Imports;

/// Begins runs of harvests and knows where they stand.
@Singleton
class HarvestRuns {
  private final HarvestStore store;
  private final Imports imports;
  private final HarvestSources sources;
  private final ObjectMapper json;

  HarvestRuns(HarvestStore store, Imports imports, HarvestSources sources, ObjectMapper json) {
    this.store = store;
    this.imports = imports;
    this.sources = sources;
    this.json = json;
  }

  /// @param owner whose; null for anybody's
  /// @return it with its runs as their imports stand; null when there is none
  @Nullable Harvest read(@Nullable String owner, UUID id) throws SQLException {
    Harvest harvest = store.read(owner, id);
    return harvest == null ? null : looked(harvest);
  }

  /// The harvest with its runs as their imports stand; notes which have ended.
  Harvest looked(Harvest harvest) throws SQLException {
    List<Harvest.Run> runs = new ArrayList<>();
    for (Harvest.Run run : harvest.runs()) {
      String id = run.importId();
      Harvest.Run looked = id == null ? run : run.with(imports.find(id).orElse(null));
      if (run.ended() == null && id != null && looked.progress() == null) {
        looked = looked.with(null);
        store.ended(harvest.id(), run.n(), "forgotten");
      } else if (run.ended() == null && looked.ended() != null) {
        store.ended(harvest.id(), run.n(), looked.ended());
      }
      runs.add(looked);
    }
    return harvest.with(runs);
  }

  /// Adds a run and begins it: of everything, or of what is new since the last one that finished.
  ///
  /// @throws RuntimeException a 409 problem while one is under way
  int again(Harvest harvest, boolean everything) throws SQLException, IOException {
    Harvest now = looked(harvest);
    int last = now.runs().isEmpty() ? 0 : now.runs().getFirst().n();
    if (last > 0 && now.runs().getFirst().importId() == null) {
      // Its process died before the import was queued.
      begin(now, last);
      return last;
    }
    LocalDate since = everything ? null : since(now);
    boolean underWay = last > 0 && !hasEnded(now.runs().getFirst());
    int n = underWay ? 0 : store.addRun(now.id(), Instant.now(), since, last);
    if (n == 0) {
      throw Problems.of(
          Response.Status.CONFLICT, "A run of this harvest is under way; it goes on.");
    }
    begin(now, n);
    return n;
  }

  private static boolean hasEnded(Harvest.Run run) {
    return run.ended() != null || run.progress() == null;
  }

  /// The day from which on something is new: before the last search whose records all arrived.
  private @Nullable LocalDate since(Harvest harvest) {
    if (harvest.query() == null) {
      return null;
    }
    for (Harvest.Run run : harvest.runs()) {
      if (run.finished() && run.searchedAt() != null) {
        LocalDate day = run.searchedAt().atOffset(ZoneOffset.UTC).toLocalDate();
        return day.minus(sources.of(harvest).overlap());
      }
    }
    return null;
  }

  /// Queues the import of a run; however often, it is one.
  void begin(Harvest harvest, int n) throws SQLException, IOException {
    HarvestSource<?> source = sources.of(harvest);
    byte[] order = json.writeValueAsBytes(new HarvestIntake.Order(source.name(), harvest.id(), n));
    String key = "harvest-" + harvest.id() + "-" + n;
    String importId =
        imports.begin(
            new Imports.Order(source.kind(), source.name(), harvest.owner(), key),
            new ByteArrayInputStream(order));
    store.began(harvest.id(), n, importId);
  }
}
