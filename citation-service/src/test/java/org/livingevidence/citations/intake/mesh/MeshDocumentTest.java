package org.livingevidence.citations.intake.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.Limits;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.teststack.Contracts;

class MeshDocumentTest {
  @Test
  void realDescriptorsAreReadInFull() throws Exception {
    // When
    List<Topic> topics = new ArrayList<>();
    read("meshrdf-desc-samples.xml", topics);
    // Then
    assertThat(topics).hasSize(43);
    Topic first = topics.getFirst();
    assertThat(first.id()).isEqualTo("D000001");
    assertThat(first.name()).isEqualTo("Calcimycin");
    assertThat(first.synonyms()).contains("A-23187").doesNotContain("Calcimycin");
    assertThat(first.treeNumbers()).isNotEmpty();
    assertThat(first.summary()).startsWith("An ionophorous, polyether antibiotic");
    assertThat(first.source()).isEqualTo(new Topic.Source("mesh", "2013-07-08"));
    assertThat(first.condition()).isFalse();
    assertThat(first.pharmacologicalActions())
        .containsExactly(
            new Topic.Action("D000900", "Anti-Bacterial Agents"),
            new Topic.Action("D061207", "Calcium Ionophores"));
  }

  @Test
  void supplementaryConceptsNameTheHeadingsTheyMapTo() throws Exception {
    List<Topic> topics = new ArrayList<>();
    read("meshrdf-supp-samples.xml", topics);
    assertThat(topics).hasSize(19);
    assertThat(topics)
        .anySatisfy(
            topic -> {
              assertThat(topic.id()).isEqualTo("C025735");
              assertThat(topic.broader())
                  .containsExactly("D001286", "D002164", "D004338", "D012602");
              assertThat(topic.condition()).isFalse();
            });
  }

  @Test
  void everyRealTopicButTheSlugsKeepsTheContract() throws Exception {
    List<Topic> topics = new ArrayList<>();
    read("meshrdf-desc-samples.xml", topics);
    read("meshrdf-supp-samples.xml", topics);
    for (Topic topic : topics) {
      assertThat(Contracts.violations("topic.v1.schema.json", StateJson.tree(topic)))
          .as(topic.id())
          .allMatch(violation -> violation.contains("slug"));
    }
  }

  @Test
  void aFileThatIsCutOffGivesItsWholeRecordsAndSaysWhereItEnds() {
    List<Topic> topics = new ArrayList<>();
    assertThatThrownBy(() -> read("desc2015-first1000lines.TRUNCATED.xml", topics))
        .isInstanceOfSatisfying(
            ImportRejected.class,
            rejected ->
                assertThat(rejected.place())
                    .extracting(ImportRejected.Place::line)
                    .isEqualTo(1001L));
    assertThat(topics).extracting(Topic::id).startsWith("D000001", "D000002");
  }

  private static void read(String name, List<Topic> topics) throws Exception {
    Path file = SharedData.folder("mesh").resolve(name);
    MeshDocument.Sink sink =
        new MeshDocument.Sink() {
          @Override
          public void accept(Topic topic) {
            topics.add(topic);
          }

          @Override
          public void rejected(@Nullable String id, String reason) {
            throw new AssertionError(reason);
          }
        };
    try (InputStream in = SharedData.open(file)) {
      XmlDocument.read(in, Limits.DEFAULT, xml -> new MeshDocument(xml, sink).read());
    }
  }
}
