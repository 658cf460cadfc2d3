package org.livingevidence.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

class FirstGenerationTest {
  @Test
  void completesAnOlderGenerationAndHasItRebuiltOnce() throws Exception {
    TestStore store = new TestStore();
    try (Connection connection = store.database().connect()) {
      FirstGeneration.ensure(connection);
      assertThat(store.query("select 1 from rebuild")).isEmpty();

      // Given what an older gateway left
      store.execute(
          """
          drop table g1.condition_drug_citation;
          alter table g1.topic_name drop column loose_key;
          comment on schema g1 is null
          """);

      // When a newer one starts, and starts again
      FirstGeneration.ensure(connection);
      FirstGeneration.ensure(connection);
    }

    // Then what was missing is there, and one rebuild is asked for
    assertThat(store.query("select 1 from g1.condition_drug_citation")).isEmpty();
    assertThat(store.query("select loose_key from g1.topic_name")).isEmpty();
    assertThat(store.query("select reason from rebuild"))
        .containsExactly("the derived tables changed");
  }
}
