package org.livingevidence.citations.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.livingevidence.citations.Limits;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.ReadFiles;
import org.livingevidence.citations.intake.pubmed.PubmedFiles;

/// Every real record of the data, written in each format and read again by our own reader, says
/// what it said before, as far as the format can carry it.
class RoundTripTest {
  private static final Map<String, String> TEXT_FORMATS =
      Map.of("medline", "nbib", "ris", "ris", "bibtex", "bibtex", "csl-json", "csl-json");

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BIBLIOGRAPHY")
  void whatAFormatCanCarryComesBack(CitationFormat format) throws Exception {
    // Given
    List<Citation> all = everyRealCitation();
    if (format == CitationFormat.PUBMED_XML) {
      all.removeIf(c -> c.identifiers() == null || c.identifiers().pmid() == null);
    }
    // When
    List<Citation> again = read(format, write(format, all));
    // Then
    assertThat(again).hasSameSizeAs(all);
    Carried carried = new Carried(format);
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Map<String, Object> before = carried.of(all.get(i));
      Map<String, Object> after = carried.of(again.get(i));
      if (format == CitationFormat.RIS) {
        withoutHeadings(before, after);
      }
      for (String name : before.keySet()) {
        if (!before.get(name).equals(after.get(name))) {
          lost.add(
              all.get(i).id() + " " + name + "\n  " + before.get(name) + "\n  " + after.get(name));
        }
      }
    }
    assertThat(lost).as("of %d records", all.size()).isEmpty();
  }

  /// RIS has one tag for keywords and headings; the keywords stand first.
  private static void withoutHeadings(Map<String, Object> before, Map<String, Object> after) {
    if (before.get("keywords") instanceof List<?> own
        && after.get("keywords") instanceof List<?> all
        && all.size() > own.size()) {
      after.put("keywords", all.subList(0, own.size()));
    }
  }

  @Test
  void aSecondRoundTripChangesNothing() throws Exception {
    for (CitationFormat format :
        List.of(
            CitationFormat.RIS,
            CitationFormat.NBIB,
            CitationFormat.BIBTEX,
            CitationFormat.CSL_JSON)) {
      List<Citation> first = read(format, write(format, everyRealCitation()));
      List<Citation> second = read(format, write(format, first));
      Carried carried = new Carried(format);
      assertThat(second.stream().map(carried::of).toList())
          .as(format.label())
          .isEqualTo(first.stream().map(carried::of).toList());
    }
  }

  private static final List<Citation> ALL = new ArrayList<>();

  /// Read once.
  static synchronized List<Citation> everyRealCitation() throws Exception {
    if (ALL.isEmpty()) {
      ALL.addAll(readAll());
    }
    return new ArrayList<>(ALL);
  }

  private static List<Citation> readAll() throws Exception {
    List<Citation> all = new ArrayList<>();
    for (Path file : SharedData.files("pubmed")) {
      all.addAll(PubmedFiles.read(file).citations());
    }
    for (Map.Entry<String, String> folder : TEXT_FORMATS.entrySet()) {
      for (Path file : SharedData.files(folder.getKey())) {
        all.addAll(ReadFiles.read(folder.getValue(), file).citations());
      }
    }
    all.removeIf(citation -> citation.title() == null);
    return all;
  }

  static String write(CitationFormat format, List<Citation> citations) throws Exception {
    StringWriter out = new StringWriter();
    CitationWriter writer = format.writer(out, null);
    writer.begin();
    for (Citation citation : citations) {
      writer.write(citation);
    }
    writer.end();
    return out.toString();
  }

  static List<Citation> read(CitationFormat format, String text) throws Exception {
    if (format == CitationFormat.PUBMED_XML) {
      PubmedFiles.Read read =
          PubmedFiles.read(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Limits.DEFAULT);
      assertThat(read.rejections()).isEmpty();
      return read.citations();
    }
    ReadFiles.Read read = ReadFiles.read(format.label(), text);
    assertThat(read.rejections()).isEmpty();
    return read.citations();
  }
}
