package org.livingevidence.drugs.intake.leaflet;

import com.ctc.wstx.exc.WstxLazyException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Section.Passage;

/// Turns the narrative of a FHIR resource, which is XHTML, into a passage: a closed set of elements
/// without attributes. Of everything else the text stays.
final class LeafletText implements XmlCursor.Visitor {
  private static final Map<String, String> ELEMENTS =
      Map.ofEntries(
          Map.entry("p", "p"),
          Map.entry("ul", "ul"),
          Map.entry("ol", "ol"),
          Map.entry("li", "li"),
          Map.entry("table", "table"),
          Map.entry("thead", "thead"),
          Map.entry("tbody", "tbody"),
          Map.entry("tfoot", "tfoot"),
          Map.entry("tr", "tr"),
          Map.entry("td", "td"),
          Map.entry("th", "th"),
          Map.entry("sub", "sub"),
          Map.entry("sup", "sup"),
          Map.entry("b", "strong"),
          Map.entry("strong", "strong"),
          Map.entry("i", "em"),
          Map.entry("em", "em"),
          Map.entry("u", "u"),
          Map.entry("h1", "p"),
          Map.entry("h2", "p"),
          Map.entry("h3", "p"),
          Map.entry("h4", "p"),
          Map.entry("blockquote", "p"),
          Map.entry("pre", "p"));

  private final PassageBuilder out = new PassageBuilder();
  private final Deque<Boolean> open = new ArrayDeque<>();

  private LeafletText() {}

  /// @param xhtml an element; what is not well-formed loses its markup and keeps its words
  static Passage of(String xhtml, LabelFileConfig limits) {
    String markup = xhtml.strip();
    if (markup.isEmpty()) {
      return Passage.NONE;
    }
    try (var xml = new XmlCursor(new StringReader(markup.replace("&nbsp;", "&#160;")), limits)) {
      xml.root();
      var text = new LeafletText();
      xml.walk(text);
      return text.out.build();
    } catch (XMLStreamException | WstxLazyException e) {
      return plain(markup.replaceAll("<[^>]*>", " "));
    }
  }

  /// Plain text as a passage, a paragraph for each line.
  static Passage plain(String text) {
    var out = new PassageBuilder();
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              out.start("p");
              out.text(line);
              out.end();
            });
    return out.build();
  }

  @Override
  public void start(String name) {
    String element = ELEMENTS.get(name);
    if (name.equals("br")) {
      out.lineBreak();
    }
    if (element != null) {
      out.start(element);
    }
    open.push(element != null);
  }

  @Override
  public void end(String name) {
    if (open.pop()) {
      out.end();
    }
  }

  @Override
  public void text(CharSequence text) {
    out.text(text);
  }
}
