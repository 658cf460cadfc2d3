package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;

/// Searches over real PubMed records, against reading every record.
@QuarkusTest
class RealSearchTest extends Searches {
  private static final List<String> FILES =
      List.of(
          "JULIELab__pubmedsample18n0001.xml.gz",
          "agrunfeld__medsamp2014.xml.gz",
          "mauriciomanoel__pubmed_result.xml",
          "w3c__medsamp2006.xml",
          "SEEDtk__pubmed.xml.gz",
          "alexmasselot__pubmed_result_fred.xml.gz",
          "jeannille__pubmed_sample.xml");

  private final Map<String, JsonNode> all = new TreeMap<>();

  @Test
  void everySearchFindsExactlyWhatReadingEveryRecordFinds() throws Exception {
    // Given
    for (String file : FILES) {
      imported(SharedData.folder("pubmed").resolve(file));
    }
    read();
    Random random = new Random(41);
    List<String> titles = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    List<String> types = new ArrayList<>();
    all.values()
        .forEach(
            citation -> {
              titles.add(SearchWords.joined(citation.path("title").asText()));
              citation.path("authors").forEach(each -> add(names, each.path("family")));
              citation.path("headings").forEach(each -> add(headings, each.path("name")));
              citation.path("publicationTypes").forEach(each -> add(types, each.path("name")));
            });
    for (List<String> drawn : List.of(titles, names, headings, types)) {
      Collections.shuffle(drawn, random);
    }
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < 15; i++) {
      String[] words = titles.get(i).split(" ");
      if (words.length < 3) {
        continue;
      }
      int at = random.nextInt(words.length - 1);
      String word = words[at];
      String phrase = word + " " + words[at + 1];
      String other = words[random.nextInt(words.length)];
      String heading = headings.get(i);
      String type = types.get(i);
      int year = 1975 + i;
      check(softly, word + "[ti]", c -> has(title(c), word));
      check(softly, phrase + "[ti]", c -> has(title(c), phrase));
      check(softly, word + "[tiab]", c -> texts(c).stream().anyMatch(text -> has(text, word)));
      check(
          softly, "\"" + phrase + "\"[tiab]", c -> texts(c).stream().anyMatch(t -> has(t, phrase)));
      check(
          softly,
          word + "[ti] NOT " + other + "[tiab]",
          c -> has(title(c), word) && texts(c).stream().noneMatch(text -> has(text, other)));
      check(
          softly,
          word
              + "[ti] OR \""
              + heading.replace("\"", "")
              + "\"[mh:noexp] AND "
              + year
              + ":2010[dp]",
          c -> (has(title(c), word) || heading(c, heading)) && year(c) >= year && year(c) <= 2010);
      check(
          softly, "\"" + type + "\"[pt:noexp]", c -> any(c.path("publicationTypes"), "name", type));
      String name = SearchWords.joined(names.get(i));
      check(
          softly,
          "\"" + name + "\"[au]",
          c -> {
            for (JsonNode author : c.path("authors")) {
              String its =
                  SearchWords.joined(author.path("family").asText())
                      + " "
                      + SearchWords.joined(author.path("initials").asText()).replace(" ", "");
              if (its.strip().equals(name)
                  || (its.startsWith(name + " ")
                      && !AuthorName.hasInitials(SearchWords.of(name)))) {
                return true;
              }
            }
            return false;
          });
      if (word.length() >= 5) {
        String stem = word.substring(0, 4);
        check(softly, stem + "*[ti]", c -> (" " + title(c)).contains(" " + stem));
      }
    }
    softly.assertAll();
  }

  private void check(SoftAssertions softly, String query, Predicate<JsonNode> matches)
      throws Exception {
    Set<String> expected = new TreeSet<>();
    all.forEach(
        (id, citation) -> {
          if (matches.test(citation)) {
            expected.add(id);
          }
        });
    List<String> found = walk(query, "&limit=200&sort=rank");
    softly.assertThat(found).as(query).doesNotHaveDuplicates();
    softly.assertThat(new TreeSet<>(found)).as(query).isEqualTo(expected);
    softly.assertThat(total(query)).as("total of %s", query).isEqualTo(expected.size());
  }

  private void read() throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, data::text from citation")) {
      while (rows.next()) {
        all.put(rows.getString(1), JSON.readTree(rows.getString(2)));
      }
    }
    assertThat(all).hasSizeGreaterThan(300);
  }

  private static void add(List<String> values, JsonNode value) {
    if (!SearchWords.of(value.asText()).isEmpty()) {
      values.add(value.asText());
    }
  }

  private static String title(JsonNode citation) {
    return SearchWords.joined(citation.path("title").asText());
  }

  private static List<String> texts(JsonNode citation) {
    List<String> texts = new ArrayList<>();
    texts.add(title(citation));
    for (JsonNode passage : citation.path("abstract")) {
      texts.add(
          SearchWords.joined(
              passage.path("label").asText("") + " " + passage.path("text").asText("")));
    }
    citation.path("keywords").forEach(keyword -> texts.add(SearchWords.joined(keyword.asText())));
    return texts;
  }

  private static boolean has(String text, String words) {
    return (" " + text + " ").contains(" " + words + " ");
  }

  private static boolean heading(JsonNode citation, String name) {
    return any(citation.path("headings"), "name", name);
  }

  private static boolean any(JsonNode list, String field, String value) {
    for (JsonNode each : list) {
      if (SearchWords.joined(each.path(field).asText()).equals(SearchWords.joined(value))) {
        return true;
      }
    }
    return false;
  }

  private static int year(JsonNode citation) {
    return citation.path("year").asInt(0);
  }
}
