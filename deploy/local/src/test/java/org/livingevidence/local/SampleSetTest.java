package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the sample set says is whole, legible and found at its sources.
class SampleSetTest {
  private static final JsonNode TOPICS = sample("topics");
  private static final JsonNode DRUGS = sample("drugs");
  private static final JsonNode CITATIONS = sample("citations");
  private static final JsonNode MONOGRAPHS = sample("monographs");

  @Test
  void everyIdThatATopicOrAStatementNamesIsATopicOfTheSet() {
    Set<String> topics = new HashSet<>();
    TOPICS.forEach(topic -> topics.add(topic.path("id").asText()));
    Set<String> meant = new HashSet<>();
    for (JsonNode topic : TOPICS) {
      topic.path("broader").forEach(id -> meant.add(id.asText()));
      topic.path("narrower").forEach(id -> meant.add(id.asText()));
    }
    for (JsonNode drug : DRUGS) {
      drug.path("indications").forEach(it -> meant.add(it.at("/condition/id").asText()));
      drug.path("restrictions")
          .forEach(
              it -> {
                if (it.at("/against/kind").asText().equals("condition")) {
                  meant.add(it.at("/against/id").asText());
                }
              });
    }
    meant.remove(""); // named only: found when such a topic arrives

    assertThat(topics).hasSize(TOPICS.size()).containsAll(meant);
  }

  @Test
  void aDiseaseWithoutAPlaceInTheTreeSaysThatItIsOne() {
    assertThat(TOPICS)
        .filteredOn(topic -> topic.path("kind").asText().equals("supplementary"))
        .isNotEmpty()
        .allMatch(topic -> topic.path("condition").asBoolean());
  }

  @Test
  void everyDiseaseHasItsAncestorsUpToTheRoot() {
    Map<String, String> places = new HashMap<>();
    for (JsonNode topic : TOPICS) {
      for (JsonNode number : topic.path("treeNumbers")) {
        assertThat(places.put(number.asText(), topic.path("id").asText()))
            .as("only one topic lies at %s", number.asText())
            .isNull();
      }
    }

    for (String place : places.keySet()) {
      int dot = place.lastIndexOf('.');
      if (place.startsWith("C") && dot > 0) {
        assertThat(places.containsKey(place.substring(0, dot)))
            .as("%s lies at %s, below a topic of the set", places.get(place), place)
            .isTrue();
      }
    }
  }

  @Test
  void stillsDiseaseAloneIsANameOfTheUmbrellaOnly() {
    List<String> named = new ArrayList<>();
    for (JsonNode topic : TOPICS) {
      for (String name : names(topic)) {
        if (name.toLowerCase(Locale.ROOT).replace("'", "").matches("stills? disease")) {
          named.add(topic.path("id").asText());
        }
      }
    }

    assertThat(named).isNotEmpty().containsOnly("LE:stills-disease");
  }

  @Test
  void noDrugBearsANameOfTheBodysOwnProtein() {
    for (JsonNode drug : DRUGS) {
      assertThat(names(drug))
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("receptor antagonist"))
          .doesNotContain("IL-1Ra", "IL-1ra", "IL1RN");
    }
  }

  @Test
  void everyStatementsSentenceStandsInItsSource() throws IOException {
    SampleSources sources = SampleSources.open();
    for (JsonNode drug : DRUGS) {
      for (JsonNode statement : statements(drug)) {
        JsonNode source = statement.path("source");
        String text = sources.text(source);
        int from = 0;
        // An ellipsis stands for what is left out between two passages of one section.
        for (String passage : source.path("sentence").asText().split(" … ")) {
          String plain = SampleSources.plain(passage);
          int at = text.indexOf(plain, from);
          assertThat(at).as("%s: %s", drug.path("id").asText(), passage).isNotNegative();
          from = at + plain.length();
        }
      }
    }
  }

  @Test
  void nothingIsGarbled() {
    for (JsonNode file : List.of(TOPICS, DRUGS, CITATIONS, MONOGRAPHS)) {
      assertThat(file.toString())
          .doesNotContain("Ã", "Â", "â€", "\uFFFD", "?.", "IL-1?", "&apos;", "&amp;");
    }
  }

  @Test
  void theSixtyThreePublicationsAboutTheReceptorAntagonistAreThere() {
    List<String> titles = new ArrayList<>();
    for (JsonNode citation : CITATIONS) {
      boolean about = false;
      for (JsonNode heading : citation.path("headings")) {
        about |= heading.path("id").asText().equals("D053590");
      }
      assertThat(about).as(citation.path("title").asText()).isTrue();
      assertThat(citation.path("authors")).as(citation.path("title").asText()).isNotEmpty();
      assertThat(citation.path("title").asText()).matches("(?s).*[a-z0-9A-Zβ\\)][.?]");
      titles.add(citation.path("title").asText());
    }

    assertThat(titles).hasSize(63).doesNotHaveDuplicates();
  }

  @Test
  void aPaperWithoutPersonsHasItsGroup() {
    assertThat(CITATIONS)
        .filteredOn(it -> it.at("/journal/abbreviation").asText().startsWith("Lancet Diabetes"))
        .singleElement()
        .extracting(it -> it.at("/authors/0/collective").asText())
        .isEqualTo("Interleukin 1 Genetics Consortium");
  }

  @Test
  void abstractsAreNotShipped() {
    assertThat(CITATIONS).isNotEmpty().allMatch(citation -> !citation.has("abstract"));
  }

  @Test
  void everyReferenceOfAMonographLeadsToWhatTheSetHolds() {
    Set<String> titles = new HashSet<>();
    CITATIONS.forEach(citation -> titles.add(citation.path("title").asText()));
    Set<String> documents = new HashSet<>();
    for (JsonNode drug : DRUGS) {
      for (JsonNode statement : statements(drug)) {
        documents.add(statement.at("/source/setId").asText());
        documents.add(statement.at("/source/url").asText());
      }
    }
    documents.remove("");

    for (JsonNode monograph : MONOGRAPHS) {
      Set<Integer> used = new HashSet<>();
      for (JsonNode numbers : monograph.findValues("references")) {
        numbers.forEach(number -> used.add(number.asInt()));
      }
      used.remove(0); // the list itself
      for (JsonNode reference : monograph.path("references")) {
        String title = reference.path("title").asText();
        assertThat(used).as(title).contains(reference.path("number").asInt());
        if (reference.path("kind").asText().equals("citation")) {
          assertThat(titles).contains(title);
        } else {
          assertThat(documents)
              .as(title)
              .contains(
                  reference.has("setId")
                      ? reference.path("setId").asText()
                      : reference.path("url").asText());
        }
      }
    }
  }

  @Test
  void whatAMonographClaimsIsWhatTheDrugsSayOfTheSameConditionAndJurisdiction() {
    Map<String, String> held = new HashMap<>();
    Set<String> drugs = new HashSet<>();
    for (JsonNode drug : DRUGS) {
      drugs.add(drug.path("id").asText());
      for (JsonNode it : drug.path("indications")) {
        held.putIfAbsent(standing(drug.path("id"), it), it.path("status").asText());
      }
    }
    int claims = 0;
    for (JsonNode monograph : MONOGRAPHS) {
      monograph.path("drugs").forEach(drug -> assertThat(drugs).contains(drug.asText()));
      for (JsonNode several : monograph.findValues("claims")) {
        for (JsonNode claim : several) {
          claims++;
          String standing = standing(claim.path("drug"), claim);
          assertThat(held.getOrDefault(standing, "not-searched"))
              .as(standing)
              .isEqualTo(claim.path("status").asText());
        }
      }
    }
    assertThat(claims).isGreaterThan(30);
  }

  @Test
  void aMonographDoesNotClaimThatTheUnitedStatesApprovedMoreThanOneCryopyrinSyndrome() {
    for (JsonNode several : MONOGRAPHS.findValues("claims")) {
      for (JsonNode claim : several) {
        if (claim.path("drug").asText().equals("anakinra")
            && claim.path("jurisdiction").asText().equals("US")) {
          assertThat(claim.at("/condition/id").asText())
              .isNotIn("D056587", "MONDO:0008633", "MONDO:0018768");
        }
      }
    }
  }

  private static String standing(JsonNode drug, JsonNode of) {
    JsonNode condition = of.path("condition");
    return String.join(
        " ",
        drug.asText(),
        condition.path("id").asText(condition.path("name").asText()),
        of.path("jurisdiction").asText());
  }

  private static List<JsonNode> statements(JsonNode drug) {
    List<JsonNode> statements = new ArrayList<>();
    drug.path("indications").forEach(statements::add);
    drug.path("restrictions").forEach(statements::add);
    assertThat(statements).as(drug.path("id").asText()).isNotEmpty();
    return statements;
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>(List.of(node.path("name").asText()));
    node.path("synonyms").forEach(name -> names.add(name.asText()));
    node.path("brands").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static JsonNode sample(String name) {
    try (var file = SampleSetTest.class.getResourceAsStream("/sample/" + name + ".json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(name + ".json could not be read", e);
    }
  }
}
