package org.livingevidence.harvest;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.ConfirmedSource;

/// When the harvest that runs by itself and is most overdue ought to have arrived again. Intervals
/// differ, so that silence is counted from there; there is none before.
@Singleton
class HarvestsConfirmed implements ConfirmedSource {
  private final HarvestStore store;

  HarvestsConfirmed(HarvestStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "harvests";
  }

  @Override
  public @Nullable Instant confirmedAt() throws SQLException {
    return store.owed();
  }
}
