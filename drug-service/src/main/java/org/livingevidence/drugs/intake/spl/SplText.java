package org.livingevidence.drugs.intake.spl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Section.Passage;

/// Turns the narrative block of SPL (and the tables of openFDA, which are cut out of it) into a
/// passage. Of the document's own attributes only numbers of rows and columns and addresses on the
/// web pass; links within the document, anchors and marks of revision fall away, because they
/// change from version to version where the words do not.
///
/// A footnote is numbered where it stands and written out at the end.
public final class SplText implements XmlCursor.Visitor {
  private static final int MOST_SPANNED = 1000;

  /// @param closes how many elements of HTML end with this one
  /// @param footnote the number of the footnote that ends with it, 0 for none
  private record Open(int closes, int footnote) {}

  private final Function<String, @Nullable String> attributes;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<PassageBuilder> builders = new ArrayDeque<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, Passage> footnotes = new TreeMap<>();
  private int counted;

  /// @param attributes reads an attribute of the element that begins
  public SplText(Function<String, @Nullable String> attributes) {
    this.attributes = attributes;
    builders.push(new PassageBuilder());
  }

  @Override
  public void start(String name) {
    int before = out().depth();
    int footnote = 0;
    switch (name) {
      case "paragraph" -> out().start("p");
      case "list" -> list();
      case "item" -> out().start("li");
      case "table", "thead", "tbody", "tfoot", "tr" -> out().start(name);
      case "td", "th" -> out().start(name, spans());
      case "caption" -> out().start(out().innermost().equals("table") ? "caption" : "strong");
      case "sub", "sup" -> out().start(name);
      case "content" -> content();
      case "linkHtml" -> link();
      case "br" -> out().lineBreak();
      case "footnote" -> {
        footnote = number(attributes.apply("ID"));
        builders.push(new PassageBuilder());
      }
      case "footnoteRef" -> {
        int unused = number(attributes.apply("IDREF"));
      }
      case "renderMultiMedia" -> {
        out().start("span", Map.of("class", "figure"));
        out().end();
      }
      default -> {}
    }
    open.push(new Open(footnote > 0 ? 0 : out().depth() - before, footnote));
  }

  @Override
  public void end(String name) {
    var closed = open.pop();
    if (closed.footnote() > 0) {
      footnotes.put(closed.footnote(), builders.pop().build());
    }
    for (int i = 0; i < closed.closes(); i++) {
      out().end();
    }
  }

  @Override
  public void text(CharSequence text) {
    out().text(text);
  }

  /// What was built; everything has ended.
  public Passage build() {
    var built = out();
    footnotes.forEach(
        (number, footnote) -> {
          built.start("p", Map.of("class", "footnote"));
          built.text("[" + number + "] ");
          built.text(footnote.text());
          built.end();
        });
    return built.build();
  }

  private PassageBuilder out() {
    return builders.element();
  }

  private void list() {
    boolean ordered = "ordered".equals(attributes.apply("listType"));
    String style = String.valueOf(attributes.apply("styleCode")).toLowerCase(Locale.ROOT);
    Map<String, String> with =
        !ordered
            ? Map.of()
            : switch (style) {
              case "littlealpha" -> Map.of("type", "a");
              case "bigalpha" -> Map.of("type", "A");
              case "littleroman" -> Map.of("type", "i");
              case "bigroman" -> Map.of("type", "I");
              default -> Map.of();
            };
    out().start(ordered ? "ol" : "ul", with);
  }

  private void content() {
    String style = String.valueOf(attributes.apply("styleCode")).toLowerCase(Locale.ROOT);
    if (style.contains("bold")) {
      out().start("strong");
    }
    if (style.contains("italic")) {
      out().start("em");
    }
    if (style.contains("underline")) {
      out().start("u");
    }
  }

  private void link() {
    String address = attributes.apply("href");
    if (address != null && address.matches("https?://[^\\s<>\"']{3,2000}")) {
      var with = new LinkedHashMap<String, String>();
      with.put("href", address);
      with.put("rel", "noopener noreferrer nofollow");
      out().start("a", with);
    }
  }

  private int number(@Nullable String id) {
    int number = id == null ? ++counted : numbers.computeIfAbsent(id, unknown -> ++counted);
    out().start("sup");
    out().text("[" + number + "]");
    out().end();
    return number;
  }

  private Map<String, String> spans() {
    var spans = new LinkedHashMap<String, String>();
    for (String span : List.of("colspan", "rowspan")) {
      String value = attributes.apply(span);
      if (value != null
          && value.matches("[1-9][0-9]{0,3}")
          && Integer.parseInt(value) > 1
          && Integer.parseInt(value) <= MOST_SPANNED) {
        spans.put(span, value);
      }
    }
    return spans;
  }
}
