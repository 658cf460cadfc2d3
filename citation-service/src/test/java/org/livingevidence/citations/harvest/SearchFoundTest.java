package org.livingevidence.citations.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livingevidence.citations.Limits;
import org.livingevidence.connect.BrokenBody;

class SearchFoundTest {
  private static SearchFound read(String answer) throws IOException {
    return SearchFound.read(answer.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT);
  }

  @Test
  void whatWasFoundIsReadAndNotWhatATermWouldFind() throws Exception {
    SearchFound found = read(FakePubmed.found(List.of(3L, 1L), 2));
    assertThat(found.count()).isEqualTo(2);
    assertThat(found.pmids()).containsExactly(3L, 1L);
    assertThat(found.translation()).isEqualTo("\"asthma\"[MeSH Terms]");
    assertThat(found.warnings()).containsExactly("PhraseNotFound: asthmma");
  }

  @Test
  void nothingFoundIsNoWarning() throws Exception {
    SearchFound found =
        read(
            """
            <eSearchResult><Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/>
            <WarningList><OutputMessage>No items found.</OutputMessage></WarningList></eSearchResult>
            """);
    assertThat(found.count()).isZero();
    assertThat(found.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<eSearchResult><ERROR>Search Backend failed: Database is not supported: pubmed</ERROR>"
            + "</eSearchResult>",
        "<eSearchResult><Count>3</Count><IdList><Id>1</Id></IdList></eSearchResult>",
        "<eSearchResult><Count>many</Count></eSearchResult>",
        "<eSearchResult><Count>1</Count><IdList><Id>1</Id>",
        "<html><body>Error 500</body></html>",
        "",
      })
  void whatIsNoWholeAnswerIsAskedForAgain(String answer) {
    assertThatThrownBy(() -> read(answer)).isInstanceOf(BrokenBody.class);
  }

  @Test
  void whateverTheBytesAnAnswerIsReadOrRefused() {
    byte[] whole = FakePubmed.found(List.of(31788070L, 2L), 2).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int n = random.nextInt(6); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(SearchFound.read(damaged, Limits.DEFAULT).count()).isNotNegative();
      } catch (BrokenBody expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      } catch (IOException | RuntimeException e) {
        throw new AssertionError(new String(damaged, StandardCharsets.ISO_8859_1), e);
      }
    }
  }
}
