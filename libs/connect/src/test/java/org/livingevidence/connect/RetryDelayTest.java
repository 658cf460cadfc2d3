package org.livingevidence.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  private static RetryDelay drawing(double random) {
    return new RetryDelay(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> random);
  }

  @Test
  void restsDoubleUpToTheLongest() {
    var delay = drawing(1);
    assertThat(delay.after(1, null)).isEqualTo(Duration.ofSeconds(1));
    assertThat(delay.after(2, null)).isEqualTo(Duration.ofSeconds(2));
    assertThat(delay.after(5, null)).isEqualTo(Duration.ofSeconds(16));
    assertThat(delay.after(7, null)).isEqualTo(Duration.ofSeconds(60));
    assertThat(delay.after(1_000, null)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aRestIsDrawnBetweenAHalfAndTheWhole() {
    assertThat(drawing(0).after(3, null)).isEqualTo(Duration.ofSeconds(2));
    assertThat(drawing(0.5).after(3, null)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatTheSourceAsksForIsKept() {
    assertThat(drawing(1).after(1, Duration.ofSeconds(300))).isEqualTo(Duration.ofSeconds(300));
    assertThat(drawing(1).after(3, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(RetryDelay.asked("120", NOW)).isEqualTo(Duration.ofSeconds(120));
    assertThat(RetryDelay.asked("Sat, 10 Jan 2026 12:00:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(RetryDelay.asked("Sat, 10 Jan 2026 11:00:30 GMT", NOW)).isEqualTo(Duration.ZERO);
    assertThat(RetryDelay.asked("soon", NOW)).isNull();
    assertThat(RetryDelay.asked("99999999999999", NOW)).isNull();
    assertThat(RetryDelay.asked(null, NOW)).isNull();
  }
}
