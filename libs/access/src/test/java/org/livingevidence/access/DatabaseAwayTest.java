package org.livingevidence.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAwayTest {

  @ParameterizedTest
  @CsvSource({
    "08006, An I/O error occurred while sending to the backend.",
    "28P01, password authentication failed for user \"drug\"",
    "3D000, database \"drug\" does not exist",
    "55000, database \"drug\" is not currently accepting connections",
    "57P01, terminating connection due to administrator command",
  })
  void aDatabaseThatIsStoppedOrPutBackOrGetsANewPasswordIsAway(String state, String message) {
    var failure =
        new IllegalStateException(new DatabaseFailure("x", new SQLException(message, state)));

    assertThat(DatabaseAway.causes(failure)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "55000, currval of sequence \"s\" is not yet defined in this session",
    "23505, duplicate key value violates unique constraint",
    "42P01, relation \"x\" does not exist",
  })
  void aMistakeOfOursIsNot(String state, String message) {
    assertThat(DatabaseAway.causes(new SQLException(message, state))).isFalse();
  }

  @Test
  void isLookedForInWhatWasSuppressedToo() {
    var failure = new IllegalStateException("rolled back");
    failure.addSuppressed(new SQLException("gone", "08003"));

    assertThat(DatabaseAway.causes(failure)).isTrue();
    assertThat(DatabaseAway.causes(null)).isFalse();
  }
}
