package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/// Citations from before the index had its form.
@QuarkusTest
class SearchFillTest extends Searches {
  /// A word that only this test's citations have.
  private final String mark = "zq" + freshPmid();

  @Inject SearchFill fill;

  @Test
  void whatWasStoredBeforeIsIndexedAlike() throws Exception {
    // Given
    for (int i = 0; i < 5; i++) {
      create(titled(freshPmid(), "Paper " + mark, 2000 + i));
    }
    long before = count(ENTRIES, mark);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from citation_search");
      statement.executeUpdate("update search_fill set after_id = '', done = false");
    }
    JsonNode meanwhile = search(mark + "[ti]", "");
    assertThat(meanwhile.path("filling").asBoolean()).isTrue();
    // When
    while (fill.chunk()) {
      // Until all is done.
    }
    // Then
    JsonNode found = search(mark + "[ti]", "");
    assertThat(found.path("total").asInt()).isEqualTo(5);
    assertThat(found.has("filling")).isFalse();
    assertThat(count(ENTRIES, mark)).isEqualTo(before);
  }

  private static final String ENTRIES =
      """
      select (sum(hashtextextended((s.id, s.published_on, s.score, s.types, s.terms)::text, 7))
              % 1000000007)::bigint
        from citation_search s
       where s.terms @@ plainto_tsquery('simple', ?)
      """;
}
