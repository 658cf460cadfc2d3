package org.livingevidence.harvest;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.livingevidence.access.DatabaseFailure;

/// Whether the harvests that run by themselves arrive: the health group `sources`.
@HealthGroup("sources")
@ApplicationScoped
class HarvestHealth implements HealthCheck {
  private final HarvestStore store;
  private final HarvestRuns runs;

  HarvestHealth(HarvestStore store, HarvestRuns runs) {
    this.store = store;
    this.runs = runs;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      int scheduled = 0;
      List<String> failed = new ArrayList<>();
      for (Harvest harvest : store.list(null)) {
        if (harvest.every() != null) {
          scheduled++;
          List<Harvest.Run> last = runs.looked(harvest).runs();
          if (!last.isEmpty() && "failed".equals(last.getFirst().ended())) {
            failed.add(harvest.id().toString());
          }
        }
      }
      return HealthCheckResponse.named("harvests")
          .status(failed.isEmpty())
          .withData("scheduled", scheduled)
          .withData("failed", String.join(" ", failed))
          .build();
    } catch (SQLException e) {
      throw new DatabaseFailure("reading where harvests stand", e);
    }
  }
}
