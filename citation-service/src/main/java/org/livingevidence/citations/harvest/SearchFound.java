package org.livingevidence.citations.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.XmlCursor;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.imports.ImportRejected;

/// What ESearch answered.
///
/// @param count how many records the query finds
/// @param pmids as many of them as PubMed gives at once
/// @param translation how PubMed understood the query
/// @param warnings what it left out of the query, in its words: it searches for the rest
record SearchFound(
    long count, List<Long> pmids, @Nullable String translation, List<String> warnings) {
  private static final String NOTHING_FOUND = "No items found.";

  SearchFound {
    pmids = List.copyOf(pmids);
    warnings = List.copyOf(warnings);
  }

  /// @throws BrokenBody when it is not a whole answer, or one of an error
  static SearchFound read(byte[] document, XmlLimits limits) throws IOException {
    Answer answer = new Answer();
    try {
      XmlDocument.read(new ByteArrayInputStream(document), limits, answer::read);
    } catch (ImportRejected | NumberFormatException e) {
      throw new BrokenBody("answered a search that cannot be read: " + e.getMessage());
    }
    if (answer.error != null) {
      throw new BrokenBody("answered an error: " + answer.error);
    }
    if (answer.count < 0) {
      throw new BrokenBody("answered no result of a search");
    }
    if (answer.pmids.size() < Math.min(answer.count, Eutils.WALL)) {
      throw new BrokenBody(
          "found " + answer.count + " records and named only " + answer.pmids.size());
    }
    return new SearchFound(answer.count, answer.pmids, answer.translation, answer.warnings);
  }

  private static final class Answer {
    private long count = -1;
    private final List<Long> pmids = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable String translation;
    private @Nullable String error;

    void read(XmlCursor xml) throws XMLStreamException {
      while (xml.descend()) {
        if (xml.name().equals("eSearchResult")) {
          result(xml);
        }
      }
    }

    private void result(XmlCursor xml) throws XMLStreamException {
      while (xml.child()) {
        switch (xml.name()) {
          case "Count" -> count = number(xml.text());
          case "IdList" -> ids(xml);
          case "QueryTranslation" -> translation = xml.text();
          case "ErrorList", "WarningList" -> warnings(xml);
          case "ERROR" -> error = String.valueOf(xml.text());
          default -> xml.skip();
        }
      }
    }

    private void ids(XmlCursor xml) throws XMLStreamException {
      while (xml.child()) {
        pmids.add(number(xml.text()));
      }
    }

    private void warnings(XmlCursor xml) throws XMLStreamException {
      while (xml.child()) {
        String what = xml.name();
        String text = xml.text();
        if (text != null && !text.equals(NOTHING_FOUND)) {
          warnings.add(what + ": " + text);
        }
      }
    }

    private static long number(@Nullable String text) {
      return Long.parseLong(String.valueOf(text));
    }
  }
}
