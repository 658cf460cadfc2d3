package org.livingevidence.citations.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.bibliography.markup.MarkupBuilder;
import org.livingevidence.bibliography.markup.MarkupLimits;

/// Markup in texts that are no XML: the HTML of style processors, JATS and MathML of publishers,
/// and
/// tags that reference managers leave in titles.
public final class TextMarkup {
  private static final Pattern RICH =
      Pattern.compile(
          "<(?<end>/?)(?<prefix>jats:|mml:)?(?<name>i|b|u|em|strong|sub|sup|sc|scp|p|span|br|title"
              + "|sec|italic|bold|underline|inline-formula|disp-formula|alternatives|tex-math"
              + "|list|list-item|xref|ext-link|math|m[a-z]{1,12}|none|semantics"
              + "|annotation(?:-xml)?)(?<attributes>\\s[^<>]{0,300}?)?(?<empty>/?)>");
  private static final Pattern OTHER_PREFIXED =
      Pattern.compile("</?(?:jats|mml):[A-Za-z-]+(?:\\s[^<>]{0,300})?/?>");
  private static final Pattern TAG =
      Pattern.compile("<(?<end>/?)(?<name>i|b|u|em|strong|sub|sup|sc|scp|inf)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Za-z][A-Za-z:-]{0,40})\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern BLOCK_END = Pattern.compile("</(?:jats:)?(?:p|title|sec)>");

  private TextMarkup() {}

  /// Reads a text in which HTML, JATS and MathML mean what they say: tags of the known elements go,
  /// or become markup, and the references of XML stand for their characters.
  ///
  /// @return null where nothing can be shown
  public static @Nullable MarkedText rich(@Nullable String text) {
    String clean = DraftTidying.clean(text);
    if (clean == null) {
      return null;
    }
    if (clean.indexOf('<') < 0) {
      return MarkedText.of(unescaped(clean).strip(), null);
    }
    String spaced = BLOCK_END.matcher(clean).replaceAll("$0 ");
    Matcher tags = RICH.matcher(OTHER_PREFIXED.matcher(spaced).replaceAll(TextMarkup::orNothing));
    return read(tags, true);
  }

  /// Takes out tags of prefixed elements that are not known at all.
  private static String orNothing(MatchResult tag) {
    return RICH.matcher(tag.group()).matches() ? Matcher.quoteReplacement(tag.group()) : "";
  }

  /// Reads a text whose format knows no markup. Only tags of style without attributes count,
  /// and only when all that begin end in their order; else the text stays as it is.
  ///
  /// @return null where nothing can be shown
  public static @Nullable MarkedText tagged(@Nullable String text) {
    String clean = DraftTidying.clean(text);
    if (clean == null) {
      return null;
    }
    return clean.indexOf('<') >= 0 && balanced(clean)
        ? read(TAG.matcher(clean), false)
        : MarkedText.of(clean, null);
  }

  /// @return what was written in the canonical form, with its white space as these readers leave
  ///     it;
  ///     null where it is none
  public static @Nullable Markup canonical(@Nullable String written) {
    return Markup.of(DraftTidying.clean(written));
  }

  private static boolean balanced(String text) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(text);
    boolean any = false;
    while (tags.find()) {
      any = true;
      if (tags.group("end").isEmpty()) {
        open.push(tags.group("name"));
      } else if (open.isEmpty() || !open.pop().equals(tags.group("name"))) {
        return false;
      }
    }
    return any && open.isEmpty();
  }

  private static @Nullable MarkedText read(Matcher tags, boolean rich) {
    MarkupBuilder built = new MarkupBuilder(MarkupLimits.DEFAULT);
    Deque<String> open = new ArrayDeque<>();
    StringBuilder between = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    while (tags.find()) {
      between.setLength(0);
      tags.appendReplacement(between, "");
      text(between, built, plain, rich);
      if (built.tooMuch()) {
        continue;
      }
      String name = tags.group("name");
      String attributes = rich ? tags.group("attributes") : null;
      if (!tags.group("end").isEmpty()) {
        while (open.contains(name)) {
          built.end();
          if (open.pop().equals(name)) {
            break;
          }
        }
        continue;
      }
      built.start(meant(name, attributes), attribute -> value(attributes, attribute));
      if (name.equals("br") || (rich && !tags.group("empty").isEmpty())) {
        built.end();
      } else {
        open.push(name);
      }
    }
    between.setLength(0);
    tags.appendTail(between);
    text(between, built, plain, rich);
    return MarkedText.of(String.valueOf(DraftTidying.clean(plain.toString())), built.build());
  }

  private static void text(
      StringBuilder read, MarkupBuilder built, StringBuilder plain, boolean rich) {
    String text = rich ? unescaped(read.toString()) : read.toString();
    plain.append(text);
    built.text(text);
  }

  private static String meant(String name, @Nullable String attributes) {
    String style = name.equals("span") ? value(attributes, "style") : null;
    return style != null && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("small-caps")
        ? "sc"
        : style != null && style.contains("underline") ? "u" : name;
  }

  private static @Nullable String value(@Nullable String attributes, String name) {
    if (attributes == null) {
      return null;
    }
    Matcher each = ATTRIBUTE.matcher(attributes);
    while (each.find()) {
      if (each.group(1).equals(name)) {
        return each.group(2) != null ? each.group(2) : each.group(3);
      }
    }
    return null;
  }

  private static String unescaped(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
  }
}
