package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// What each tag, each operator and words without a tag find.
@QuarkusTest
class SearchTagsTest extends Searches {
  /// A word that only this test's citations have.
  private final String mark = "zq" + freshPmid();

  @Test
  void eachTagFindsWhatItNames() throws Exception {
    String pmid = freshPmid();
    String other = freshPmid();
    String doi = "10.1234/" + mark;
    create(
        """
        {"title":"Anakinra calms the naïve IL-1β storm %1$s","identifiers":{"pmid":"%2$s",
          "pmcid":"PMC%2$s","doi":"%3$s"},
         "authors":[{"family":"van de Veerdonk","given":"Frank L","initials":"FL"},
                    {"family":"Smith","initials":"JA"},{"collective":"The Fever Group"},
                    {"family":"Last","given":"Maria"}],
         "journal":{"title":"The Netherlands journal of medicine","abbreviation":"Neth J Med",
                    "issn":["0300-2977"],"nlmId":"0356133"},
         "volume":"69","issue":"3","pages":"95-9","published":"2011-03-15","year":2011,
         "languages":["eng"],
         "abstract":[{"label":"BACKGROUND","text":"Heart attack prevention in children."},
                     {"label":"CONCLUSION","text":"Randomised controlled treatment works."}],
         "publicationTypes":[{"id":"D016449","name":"Randomized Controlled Trial"}],
         "headings":[{"id":"D006801","name":"Humans","major":false},
                     {"id":"D001249","name":"Asthma","major":false,"qualifiers":
                       [{"name":"drug therapy","major":true}]},
                     {"id":"D000818","name":"Animals","major":false}],
         "substances":[{"id":"D053590","name":"Interleukin 1 Receptor Antagonist Protein",
                        "registryNumber":"9013DUQ28K"}],
         "keywords":["autoinflammation syndrome"],
         "registrations":[{"registry":"ClinicalTrials.gov","id":"NCT01234567"}]}"""
            .formatted(mark, pmid, doi));
    create(
        """
        {"title":"Something else %1$s","identifiers":{"pmid":"%2$s"},"year":1999,
         "languages":["ger"],"publicationTypes":[{"name":"Review"}]}"""
            .formatted(mark, other));
    SoftAssertions softly = new SoftAssertions();
    for (String query :
        List.of(
            "anakinra[ti]",
            "anakinra[Title]",
            "il-1beta[ti]",
            "\"naive il-1β storm\"[tiab]",
            "autoinflammation[tiab]",
            "autoinflammation syndrome[ot]",
            "children[ab]",
            "\"heart attack\"[tiab]",
            "heart attack[tiab]",
            "randomi*[tiab]",
            "chil*[ab]",
            "\"controlled treat*\"[tiab]",
            "\"attack children\"[tiab:~2]",
            "\"children attack\"[Title/Abstract:~2]",
            "asthma[tw]",
            "protein[tw]",
            "netherlands[all]",
            "van de veerdonk fl[au]",
            "van de veerdonk f[au]",
            "\"van de veerdonk fl\"[au]",
            "van de veerdonk[au]",
            "smith j[au]",
            "smith[au]",
            "van de veerdonk[1au]",
            "last m[lastau]",
            "last maria[fau]",
            "Maria Last[fau]",
            "the fever group[cn]",
            "fever group[cn]",
            "neth j med[ta]",
            "The Netherlands journal of medicine[journal]",
            "0300-2977[ta]",
            "0300-2977[is]",
            "69[vi]",
            "3[ip]",
            "95[pg]",
            "2011[dp]",
            "2011/03[dp]",
            "2011/03/15[dp]",
            "2010:2012[dp]",
            "2011/03/10:2011/03/20[dp]",
            "\"2011\"[dp] : \"3000\"[dp]",
            "randomized controlled trial[pt]",
            "clinical trial[pt]",
            "asthma[mh]",
            "asthma[mh:noexp]",
            "D001249[mh]",
            "asthma[majr]",
            "asthma/drug therapy[mh]",
            "asthma/dt[mh]",
            "asthma/therapy[mh]",
            "asthma/drug therapy[majr]",
            "drug therapy[sh]",
            "therapy[sh]",
            "drug therapy[sh:noexp]",
            "Interleukin 1 Receptor Antagonist Protein[nm]",
            "D053590[nm]",
            "9013DUQ28K[rn]",
            "english[la]",
            "eng[la]",
            pmid + "[pmid]",
            pmid + "[uid]",
            "PMC" + pmid + "[pmc]",
            pmid + "[pmcid]",
            doi + "[doi]",
            doi + "[aid]",
            doi.toUpperCase(Locale.ROOT) + "[doi]",
            "NCT01234567[si]",
            "ClinicalTrials.gov/NCT01234567[si]",
            "randomized-trial[design]",
            "human[species]",
            "current[state]",
            "article[kind]",
            "curated[source]",
            "hasabstract",
            "hasabstract[filter]",
            "humans[filter]",
            "therapy/narrow[filter]",
            "Therapy/Broad[filter]",
            "human[filter]",
            "all[sb]",
            pmid,
            doi,
            "PMC" + pmid)) {
      Set<String> found = pmids("(" + query + ") AND " + mark + "[ti]");
      softly.assertThat(found).as(query).contains(pmid);
      if (!query.matches("(all|current|article|curated).*")) {
        softly.assertThat(found).as(query).doesNotContain(other);
      }
    }
    for (String query :
        List.of(
            "anakinra[ab]",
            "children[ti]",
            "calm[ti]",
            "\"anakinra storm\"[ti]",
            "\"storm heart\"[tiab]",
            "\"smith j\"[au]",
            "smith jb[au]",
            "smith[1au]",
            "therapy[sh:noexp]",
            "asthma/surgery[mh]",
            "humans[majr]",
            "2012:3000[dp]",
            "2011/04[dp]",
            "review[pt]",
            "ger[la]",
            "1[vi]",
            "animal[species]",
            "preprint[kind]",
            "\"attack children\"[tiab:~0]",
            "autoinflammation[ti]",
            "autoinflammation[ab]")) {
      softly
          .assertThat(pmids("(" + query + ") AND " + mark + "[ti]"))
          .as(query)
          .doesNotContain(pmid);
    }
    softly.assertAll();
  }

  @Test
  void narrowerHeadingsAreFoundUnlessTheTagSaysNoAndNothingIsIndexedAgain() throws Exception {
    // Given
    String above = "D" + freshPmid();
    String below = "D" + freshPmid();
    String number = freshPmid();
    String tree = "G97." + number.substring(3, 6) + "." + number.substring(6);
    String pmid = freshPmid();
    create(indexed(pmid, below, "Lower " + mark));
    topic(above, "Disease, Upper " + mark, "upper entry " + mark, tree);
    assertThat(pmids(above + "[mh]")).isEmpty();
    // When the narrower heading gets its place
    topic(below, "Lower " + mark, "lower entry " + mark, tree + ".100");
    // Then
    assertThat(pmids(above + "[mh]")).containsExactly(pmid);
    assertThat(pmids("\"Disease, Upper " + mark + "\"[mh]")).containsExactly(pmid);
    assertThat(pmids("upper entry " + mark + "[mh]")).containsExactly(pmid);
    assertThat(pmids(above + "[mh:noexp]")).isEmpty();
    assertThat(pmids(below + "[mh:noexp]")).containsExactly(pmid);
    assertThat(pmids(above + "[majr]")).containsExactly(pmid);
    assertThat(pmids(above + "[majr:noexp]")).isEmpty();
    JsonNode tree1 = search(above + "[mh]", "").path("translation").path("tree");
    assertThat(tree1.path("id").asText()).isEqualTo(above);
    assertThat(tree1.path("narrower").asInt()).isEqualTo(1);
    // And without a tag it is mapped, which is said
    JsonNode mapped = search("upper entry " + mark, "&counts=true");
    assertThat(mapped.path("total").asInt()).isEqualTo(1);
    assertThat(mapped.path("translation").path("text").asText())
        .contains("\"disease, upper " + mark + "\"[MeSH Terms] OR ")
        .contains("[All Fields]");
    assertThat(mapped.path("translation").path("tree").path("operator").asText()).isEqualTo("OR");
    assertThat(mapped.path("translation").path("tree").path("parts").path(0).path("count").asLong())
        .isEqualTo(1);
  }

  @Test
  void anActionFindsItselfAndTheSubstancesThatHaveItOrOneBelowIt() throws Exception {
    // Given
    String action = "D" + freshPmid();
    String narrower = "D" + freshPmid();
    String descriptor = "D" + freshPmid();
    String supplementary = "C" + freshPmid();
    String number = freshPmid();
    String tree = "D27." + number.substring(3, 6) + "." + number.substring(6);
    topic(action, "Calming Agents " + mark, "calmers " + mark, tree);
    topic(narrower, "Calming Agents, Slow " + mark, "slow calmers " + mark, tree + ".100");
    String below = "D" + freshPmid();
    acting(descriptor, "Calmin " + mark, action, "D02." + number.substring(3, 6));
    topic(below, "Calminate " + mark, "calminate", "D02." + number.substring(3, 6) + ".100");
    acting(supplementary, "slowcalmin " + mark, narrower, "");
    String itself = freshPmid();
    String heading = freshPmid();
    String substance = freshPmid();
    String child = freshPmid();
    create(indexed(itself, action, "Calming Agents " + mark));
    create(indexed(heading, descriptor, "Calmin " + mark));
    create(indexed(child, below, "Calminate " + mark));
    create(
        """
        {"title":"Paper","identifiers":{"pmid":"%s"},"year":2001,
         "substances":[{"id":"%s","name":"slowcalmin %s"}]}"""
            .formatted(substance, supplementary, mark));
    // Then
    assertThat(pmids("\"Calming Agents " + mark + "\"[pa]"))
        .containsExactly(itself, heading, substance);
    assertThat(pmids("calmers " + mark + "[pa]")).containsExactly(itself, heading, substance);
    assertThat(pmids(action + "[Pharmacological Action:noexp]")).containsExactly(itself, heading);
    assertThat(pmids(narrower + "[pa]")).containsExactly(substance);
    assertThat(pmids(action + "[mh:noexp]")).containsExactly(itself);
    JsonNode translation = search(action + "[pa]", "").path("translation");
    assertThat(translation.path("text").asText())
        .isEqualTo("\"calming agents " + mark + "\"[Pharmacological Action]");
    assertThat(translation.path("tree").path("narrower").asInt()).isEqualTo(2);
    // And one that nothing has, or that is no topic, says so
    assertThat(search(below + "[pa]", "").path("translation").path("notes").toString())
        .contains("No substance here");
    ask("uncalmers " + mark + "[pa]", "")
        .then()
        .statusCode(400)
        .body("detail", org.hamcrest.Matchers.containsString("nothing says which substances"));
  }

  private static void acting(String id, String name, String action, String number) {
    as("curator")
        .body(
            """
            {"id":"%s","scheme":"mesh","kind":"%s","name":"%s","treeNumbers":[%s],
             "pharmacologicalActions":[{"id":"%s","name":"An action"}]}"""
                .formatted(
                    id,
                    id.startsWith("C") ? "supplementary" : "descriptor",
                    name,
                    number.isEmpty() ? "" : "\"" + number + "\"",
                    action))
        .post("/api/v1/topics")
        .then()
        .statusCode(201);
  }

  @Test
  void aHeadingWithManyNarrowerOnesIsOneSetWhereverItStands() throws Exception {
    // Given more narrower headings than one query of terms is asked for
    String above = "D" + freshPmid();
    String number = freshPmid();
    String tree = "G96." + number.substring(3, 6) + "." + number.substring(6);
    topic(above, "Wide " + mark, "wide entry " + mark, tree);
    String below = "";
    for (int i = 0; i < 70; i++) {
      below = "D" + freshPmid();
      topic(below, "Narrow " + i + " " + mark, "entry " + i + " " + mark, tree + "." + (100 + i));
    }
    String major = freshPmid();
    String minor = freshPmid();
    String human = freshPmid();
    String other = freshPmid();
    String named = freshPmid();
    create(of(major, "{\"id\":\"%s\",\"name\":\"N\",\"major\":true}".formatted(below)));
    create(of(minor, "{\"id\":\"%s\",\"name\":\"N\",\"major\":false}".formatted(below)));
    create(
        of(
            human,
            "{\"id\":\"%s\",\"name\":\"N\",\"major\":false},{\"id\":\"D006801\",\"name\":\"Humans\",\"major\":false}"
                .formatted(below)));
    create(of(other, "{\"id\":\"D006801\",\"name\":\"Humans\",\"major\":false}"));
    create(of(named, "{\"name\":\"Narrow 69 %s\",\"major\":false}".formatted(mark)));
    // Then
    String scope = mark + "[ti] AND ";
    assertThat(pmids(above + "[mh]")).containsExactly(major, minor, human, named);
    assertThat(pmids(above + "[majr]")).containsExactly(major);
    assertThat(pmids(scope + above + "[mh]")).containsExactly(major, minor, human, named);
    assertThat(pmids(mark + "[ti] NOT " + above + "[mh]")).containsExactly(other);
    assertThat(pmids(mark + "[ti] NOT (" + above + "[mh] NOT humans[mh])"))
        .containsExactly(human, other);
    assertThat(pmids(scope + "(" + above + "[majr] OR humans[mh])"))
        .containsExactly(major, human, other);
    assertThat(pmids("(" + above + "[mh] NOT " + above + "[majr]) AND " + mark + "[ti]"))
        .containsExactly(minor, human, named);
    // And what it is mainly about stands first, though all have the same rank
    assertThat(walk(scope + above + "[mh] NOT humans[mh]", "&sort=relevance"))
        .startsWith("pmid:" + major);
  }

  private String of(String pmid, String headings) {
    return """
        {"title":"Paper %s","identifiers":{"pmid":"%s"},"year":2001,"headings":[%s]}"""
        .formatted(mark, pmid, headings);
  }

  @Test
  void aNameThatCouldMeanSeveralIsNotMappedAndTheChoicesAreNamed() throws Exception {
    String one = "D" + freshPmid();
    String two = "D" + freshPmid();
    topic(one, "First " + mark, "double " + mark);
    topic(two, "Second " + mark, "double " + mark);
    JsonNode translation = search("double " + mark, "").path("translation");
    assertThat(translation.path("text").asText()).doesNotContain("MeSH");
    assertThat(translation.path("notes").path(0).path("text").asText()).contains(one, two);
  }

  @Test
  void untaggedWordsAreJournalsAndAuthorsToo() throws Exception {
    String pmid = freshPmid();
    create(
        """
        {"title":"Paper %1$s","identifiers":{"pmid":"%2$s"},"year":2001,
         "authors":[{"family":"Q%1$s","initials":"AB"}],"journal":{"abbreviation":"J %1$s"}}"""
            .formatted(mark, pmid));
    JsonNode author = search("q" + mark + " a", "");
    assertThat(author.path("translation").path("text").asText())
        .isEqualTo("\"q" + mark + " a\"[Author]");
    assertThat(author.path("total").asInt()).isEqualTo(1);
    JsonNode journal = search("j " + mark + " of the paper", "");
    assertThat(journal.path("translation").path("text").asText())
        .startsWith("(\"j " + mark + "\"[Journal] OR ")
        .endsWith(") AND \"paper\"[All Fields]");
    assertThat(journal.path("total").asInt()).isEqualTo(1);
    assertThat(journal.path("translation").path("notes").path(0).path("text").asText())
        .contains("of, the");
  }

  @Test
  void operatorsAreTakenFromLeftToRight() throws Exception {
    String a = freshPmid();
    String b = freshPmid();
    String c = freshPmid();
    create(titled(a, "Alpha gamma " + mark, 2000));
    create(titled(b, "Beta " + mark, 2001));
    create(titled(c, "Alpha beta " + mark, 2002));
    String scope = mark + "[ti] AND ";
    assertThat(pmids(scope + "(alpha[ti] OR beta[ti] AND gamma[ti])")).containsExactly(a);
    assertThat(pmids(scope + "(alpha[ti] OR (beta[ti] AND gamma[ti]))")).containsExactly(a, c);
    assertThat(pmids(scope + "(alpha[ti] NOT beta[ti] OR beta[ti])")).containsExactly(a, b, c);
    assertThat(pmids(scope + "alpha[ti] NOT beta[ti]")).containsExactly(a);
    assertThat(pmids(scope + "(NOT beta[ti])")).containsExactly(a);
    assertThat(pmids(scope + "(2001[dp] OR gamma[ti])")).containsExactly(a, b);
    assertThat(pmids(scope + "NOT 2001[dp]")).containsExactly(a, c);
    assertThat(pmids(scope + "(NOT 2001[dp] NOT gamma[ti])")).containsExactly(c);
  }
}
