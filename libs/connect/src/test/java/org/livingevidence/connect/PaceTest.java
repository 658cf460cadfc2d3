package org.livingevidence.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong nanos = new AtomicLong(1_000_000_000);
  private final TimeMeter clock =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  @Test
  void requestsAreSpreadEvenlyHoweverManyComeAtOnce() {
    var pace = Pace.of(4, clock);
    assertThat(pace.next()).isZero();
    assertThat(pace.next()).isEqualTo(Duration.ofMillis(250));
    assertThat(pace.next()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void whatWasNotUsedIsNotSavedForABurst() {
    var pace = Pace.of(4, clock);
    assertThat(pace.next()).isZero();
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(pace.next()).isZero();
    assertThat(pace.next()).isEqualTo(Duration.ofMillis(250));
  }
}
