package org.livingevidence.citations.export;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;

/// Markup in the tags of another format; what it has none for is plain.
abstract class RichText implements Markup.Visitor {
  final StringBuilder out = new StringBuilder();

  /// @param markup null where nothing is marked
  /// @return the text in the format's own terms
  static @Nullable String csl(@Nullable String plain, @Nullable String markup) {
    return write(new Csl(), plain, markup);
  }

  /// @return the text in LaTeX
  static @Nullable String latex(@Nullable String plain, @Nullable String markup) {
    return write(new Latex(), plain, markup);
  }

  private static @Nullable String write(
      RichText text, @Nullable String plain, @Nullable String markup) {
    if (plain == null) {
      return null;
    }
    Markup marked = Markup.of(markup);
    if (marked == null || !marked.plain().equals(plain)) {
      text.text(plain);
    } else {
      marked.walk(text);
    }
    return text.out.toString();
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    out.append(begin(name));
  }

  @Override
  public void end(String name) {
    out.append(finish(name));
  }

  abstract String begin(String name);

  abstract String finish(String name);

  /// The tags that CSL defines for rich text. What only looks like one is escaped.
  private static final class Csl extends RichText {
    @Override
    String begin(String name) {
      return switch (name) {
        case "i", "b", "sup", "sub" -> "<" + name + ">";
        case "sc" -> "<span style=\"font-variant: small-caps;\">";
        default -> "";
      };
    }

    @Override
    String finish(String name) {
      return switch (name) {
        case "i", "b", "sup", "sub" -> "</" + name + ">";
        case "sc" -> "</span>";
        default -> "";
      };
    }

    @Override
    public void text(String text) {
      out.append(
          text.replaceAll("&(?=(?:lt|gt|amp|quot);)", "&amp;")
              .replaceAll("<(?=/?[A-Za-z][A-Za-z:-]*(?:\\s[^<>]*)?/?>)", "&lt;"));
    }
  }

  private static final class Latex extends RichText {
    @Override
    String begin(String name) {
      return switch (name) {
        case "i" -> "\\textit{";
        case "b" -> "\\textbf{";
        case "u" -> "\\underline{";
        case "sup" -> "\\textsuperscript{";
        case "sub" -> "\\textsubscript{";
        case "sc" -> "\\textsc{";
        default -> "";
      };
    }

    @Override
    String finish(String name) {
      return begin(name).isEmpty() ? "" : "}";
    }

    @Override
    public void text(String text) {
      out.append(BibtexWriter.escaped(text));
    }
  }
}
