package org.livingevidence.citations.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourcePositionTest {
  @Test
  void theReleaseStandsInTheNamesThatNlmGives() {
    assertThat(SourcePosition.release("pubmed24n1219.xml.gz")).isEqualTo("24n01219");
    assertThat(SourcePosition.release("net-synergy__pubmed21n0001.xml.gz")).isEqualTo("21n00001");
    assertThat(SourcePosition.release("desc2015.xml")).isEqualTo("2015");
    assertThat(SourcePosition.release("SUPP2024.gz")).isEqualTo("2024");
    assertThat(SourcePosition.release("pubmedsample18n0001.xml")).isNull();
    assertThat(SourcePosition.release("my-pubmed.xml")).isNull();
    assertThat(SourcePosition.release(null)).isNull();
  }

  @Test
  void versionDateReleaseAndContentDecideInThatOrder() {
    assertThat(
            List.of(
                SourcePosition.ofRecord(1, null, null, "ff"),
                SourcePosition.ofRecord(1, null, "24n00001", "aa"),
                SourcePosition.ofDeletion(1, null, "24n00001"),
                SourcePosition.ofRecord(1, "2019-12-31", "25n00001", "aa"),
                SourcePosition.ofRecord(1, "2020-01-01", null, "aa"),
                SourcePosition.ofRecord(1, "2020-01-01", null, "ab"),
                SourcePosition.ofDeletion(1, "2020-01-01", null),
                SourcePosition.ofRecord(1, "2020-01-01", "24n00001", "00"),
                SourcePosition.ofRecord(2, null, null, "00"),
                SourcePosition.ofRecord(10, null, null, "00")))
        .isSorted();
  }

  @Test
  void aCuratorsDeletionCoversEveryReleaseButNoRevision() {
    SourcePosition record = SourcePosition.ofRecord(1, "2020-01-01", "24n00001", "aa");
    SourcePosition covered = record.coveredInEveryRelease();
    assertThat(SourcePosition.ofRecord(1, "2020-01-01", "99n99999", "ff")).isLessThan(covered);
    assertThat(SourcePosition.ofRecord(1, "2020-01-02", null, "00")).isGreaterThan(covered);
  }
}
