package org.livingevidence.citations.mention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.terminology.Mention;

@QuarkusTest
class TermNamesTest extends CitationServiceTest {
  private static final int TOPICS = 12;

  @Inject MentionStore store;

  private static char run = 'a';

  private final List<String> topics = new ArrayList<>();

  @BeforeEach
  void someTopics() {
    run++;
    for (int i = 0; i < TOPICS; i++) {
      topics.add(
          as("curator")
              .body(
                  "{\"scheme\": \"curated\", \"kind\": \"umbrella\", \"name\": \"Frobnitz%s fever%s\"}"
                      .formatted(run, " malignant".repeat(i % 3) + (i < 3 ? "" : " type " + i)))
              .post("/api/v1/topics")
              .then()
              .statusCode(201)
              .extract()
              .path("id"));
    }
  }

  @Test
  void whatIsKeptFindsWhatADictionaryOfTheTextsOwnTermsFinds() throws Exception {
    // Given texts that share terms, each asked for several times while what is kept grows
    TermNames names = new TermNames(store, 1000);
    try (Connection connection = dataSource.getConnection()) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < TOPICS; i++) {
          MentionText text = text(i);
          // When
          var covering = names.covering(connection, 1, List.of(text, text(i / 2)));
          // Then
          assertThat(found(covering, text)).isEqualTo(alone(connection, text));
          assertThat(found(covering, text(i / 2))).isEqualTo(alone(connection, text(i / 2)));
        }
      }
      assertThat(found(names.covering(connection, 1, List.of(text(4))), text(4))).isNotEmpty();
    }
  }

  @Test
  void whatIsAskedForAgainIsNotReadAgainUntilANewGeneration() throws Exception {
    TermNames names = new TermNames(store, 1000);
    try (Connection connection = dataSource.getConnection()) {
      var first = names.covering(connection, 1, List.of(text(4)));
      assertThat(first.kept().cover(text(4))).isTrue();
      assertThat(names.covering(connection, 1, List.of(text(4))).kept()).isSameAs(first.kept());
      var next = names.covering(connection, 2, List.of(text(4)));
      assertThat(next.kept()).isNotSameAs(first.kept());
      assertThat(next.kept().generation()).isEqualTo(2);
      // A writer that still holds the older generation may use what is newer.
      assertThat(names.covering(connection, 1, List.of(text(4))).kept()).isSameAs(next.kept());
    }
  }

  @Test
  void noMoreIsKeptThanTheSettingAllows() throws Exception {
    TermNames names = new TermNames(store, 5);
    try (Connection connection = dataSource.getConnection()) {
      for (int i = 0; i < TOPICS; i++) {
        var covering = names.covering(connection, 1, List.of(text(i)));
        assertThat(covering.kept().topics()).hasSizeLessThanOrEqualTo(5);
        assertThat(found(covering, text(i))).isEqualTo(alone(connection, text(i)));
      }
    }
  }

  private MentionText text(int i) {
    Set<String> terms = Set.of(topics.get(i), topics.get((i + 1) % TOPICS));
    return new MentionText(
        "Frobnitz%1$s fever malignant malignant type 5, frobnitz%1$s fever malignant type %2$d"
            .formatted(run, i),
        List.of(),
        true,
        terms,
        () -> 0);
  }

  private static List<Mention> found(TermNames.Covering covering, MentionText text) {
    return covering.of(text).find(String.valueOf(text.title()), text.terms());
  }

  private List<Mention> alone(Connection connection, MentionText text) throws Exception {
    return store.names(connection, text.terms()).find(String.valueOf(text.title()), text.terms());
  }
}
