package org.livingevidence.citations.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.undercouch.citeproc.csl.CSLItemData;
import de.undercouch.citeproc.ris.RISConverter;
import de.undercouch.citeproc.ris.RISParser;
import de.undercouch.citeproc.ris.RISReference;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.LaTeXParser;
import org.jbibtex.LaTeXPrinter;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.citation.Citation;

/// What we write is read by others: jbibtex, and the RIS reader and item reader of citeproc-java.
class IndependentReaderTest {
  /// The members and types of an item, from the schema of CSL data 1.0.2.
  private static final Set<String> STRINGS =
      Set.of(
          "title",
          "container-title",
          "container-title-short",
          "volume",
          "issue",
          "page",
          "DOI",
          "PMID",
          "PMCID",
          "ISSN",
          "ISBN",
          "URL",
          "abstract",
          "language",
          "keyword",
          "publisher",
          "publisher-place",
          "collection-title",
          "original-title",
          "status");

  private static final Set<String> OTHERS = Set.of("id", "type", "author", "issued", "custom");
  private static final Set<String> TYPES = Set.of("article-journal", "book", "chapter", "document");
  private static final Set<String> NAME = Set.of("family", "given", "suffix", "literal");

  @Test
  void everyEntryIsReadByJbibtex() throws Exception {
    Map<String, Citation> unique = unique();
    String text = RoundTripTest.write(CitationFormat.BIBTEX, List.copyOf(unique.values()));
    BibTeXParser parser = new BibTeXParser();
    BibTeXDatabase database = parser.parse(new StringReader(text));
    assertThat(parser.getExceptions()).isEmpty();
    assertThat(database.getEntries()).hasSize(unique.size());
  }

  @Test
  void titlesComeOutOfLatexAsTheyWere() throws Exception {
    Citation citation = Exports.retracted("100% of $5 & #1: a_b {IL-1}~β \\ ^ -- C", "Müller");
    String text = RoundTripTest.write(CitationFormat.BIBTEX, List.of(citation));
    BibTeXEntry entry =
        new BibTeXParser().parse(new StringReader(text)).getEntries().values().iterator().next();
    String latex = entry.getField(BibTeXEntry.KEY_TITLE).toUserString();
    String title = new LaTeXPrinter().print(new LaTeXParser().parse(latex));
    assertThat(title).contains("100% of $5 & #1: a_b ").contains("IL-1").contains("β");
    assertThat(RoundTripTest.read(CitationFormat.BIBTEX, text).getFirst().title())
        .isEqualTo(citation.title());
  }

  @Test
  void everyRecordIsReadByAnotherReaderOfRis() throws Exception {
    List<Citation> all = List.copyOf(unique().values());
    String text = RoundTripTest.write(CitationFormat.RIS, all);
    List<RISReference> read = new RISParser().parse(new StringReader(text)).getReferences();
    assertThat(read).hasSameSizeAs(all);
    for (int i = 0; i < read.size(); i++) {
      CSLItemData item = new RISConverter().toItemData(read.get(i));
      String title = Parts.titleWithState(all.get(i));
      assertThat(item.getTitle()).isEqualTo(title == null ? null : title.replaceAll("\\s+", " "));
      String doi = Parts.identifiers(all.get(i)).doi();
      assertThat(item.getDOI()).isEqualTo(doi);
      // That reader takes groups apart at "and".
      boolean apart =
          all.get(i).authors().stream()
              .anyMatch(author -> String.valueOf(author.collective()).contains(" and "));
      if (!apart) {
        assertThat(item.getAuthor() == null ? 0 : item.getAuthor().length)
            .isEqualTo(all.get(i).authors().size());
      }
    }
  }

  @Test
  void everyItemKeepsTheSchemaOfCslData() throws Exception {
    List<Citation> all = RoundTripTest.everyRealCitation();
    JsonNode items = new ObjectMapper().readTree(RoundTripTest.write(CitationFormat.CSL_JSON, all));
    assertThat(items).hasSameSizeAs(all);
    List<String> wrong = new ArrayList<>();
    for (JsonNode item : items) {
      check(item, wrong);
      @SuppressWarnings("unchecked")
      Map<String, Object> map = new ObjectMapper().convertValue(item, Map.class);
      map.remove("custom");
      assertThat(CSLItemData.fromJson(map).getId()).isEqualTo(item.path("id").asText());
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(JsonNode item, List<String> wrong) {
    String id = item.path("id").asText();
    if (!TYPES.contains(item.path("type").asText())) {
      wrong.add(id + " type");
    }
    for (Map.Entry<String, JsonNode> member : item.properties()) {
      boolean known =
          STRINGS.contains(member.getKey())
              ? member.getValue().isTextual()
              : OTHERS.contains(member.getKey());
      if (!known) {
        wrong.add(id + " " + member.getKey());
      }
    }
    for (JsonNode name : item.path("author")) {
      name.fieldNames()
          .forEachRemaining(
              part -> {
                if (!NAME.contains(part)) {
                  wrong.add(id + " author " + part);
                }
              });
    }
    JsonNode issued = item.path("issued");
    boolean dated =
        issued.isMissingNode()
            || issued.path("literal").isTextual()
            || (issued.path("date-parts").size() == 1
                && issued.path("date-parts").path(0).size() <= 3);
    if (!dated) {
      wrong.add(id + " issued");
    }
  }

  private static Map<String, Citation> unique() throws Exception {
    Map<String, Citation> unique = new HashMap<>();
    RoundTripTest.everyRealCitation()
        .forEach(
            citation ->
                unique.putIfAbsent(
                    String.valueOf(citation.id()).replaceAll("[^A-Za-z0-9:._/+-]", "_"), citation));
    return unique;
  }
}
