package org.livingevidence.citations.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;

@QuarkusTest
class KeyFillTest extends CitationServiceTest {
  @Inject KeyFill fill;

  @Test
  void whatWasStoredBeforeThereWereKeysGetsTheKeysThatAWriteGives() throws Exception {
    // Given
    String pmid = freshPmid();
    as("curator")
        .body(
            """
            {"title":"A long enough title for a key, numbered %s","identifiers":{"pmid":"%s"},
             "authors":[{"family":"Okafor"}],"volume":"12","pages":"101-9","year":2019}"""
                .formatted(pmid, pmid))
        .post("/api/v1/citations")
        .then()
        .statusCode(201);
    String keys = "select title_key # place_key from citation where id = 'pmid:" + pmid + "'";
    long written = count(keys);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update citation set title_key = null, place_key = null where pmid = '" + pmid + "'");
      statement.executeUpdate("delete from citation_key_fill");
      statement.executeUpdate("insert into citation_key_fill values ('')");
    }
    // When
    while (fill.chunk()) {
      // Until all is done.
    }
    // Then
    assertThat(count(keys)).isEqualTo(written);
    assertThat(count("select count(*) from citation_key_fill")).isZero();
  }
}
