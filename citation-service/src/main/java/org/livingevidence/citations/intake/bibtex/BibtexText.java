package org.livingevidence.citations.intake.bibtex;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.bibliography.markup.MarkupBuilder;
import org.livingevidence.bibliography.markup.MarkupLimits;

/// LaTeX in the values of fields as Unicode: accents, letters, typography; braces and commands of
/// style go, what they hold stays. A formula (`$…$`) and a command that is not known stay as they
/// are written: nobody guesses.
final class BibtexText {
  private static final Map<Character, Character> ACCENTS =
      Map.ofEntries(
          Map.entry('`', '\u0300'),
          Map.entry('\'', '\u0301'),
          Map.entry('^', '\u0302'),
          Map.entry('~', '\u0303'),
          Map.entry('=', '\u0304'),
          Map.entry('u', '\u0306'),
          Map.entry('.', '\u0307'),
          Map.entry('"', '\u0308'),
          Map.entry('r', '\u030A'),
          Map.entry('H', '\u030B'),
          Map.entry('v', '\u030C'),
          Map.entry('d', '\u0323'),
          Map.entry('c', '\u0327'),
          Map.entry('k', '\u0328'),
          Map.entry('b', '\u0331'));

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("ss", "ß"),
          Map.entry("ae", "æ"),
          Map.entry("AE", "Æ"),
          Map.entry("oe", "œ"),
          Map.entry("OE", "Œ"),
          Map.entry("aa", "å"),
          Map.entry("AA", "Å"),
          Map.entry("o", "ø"),
          Map.entry("O", "Ø"),
          Map.entry("l", "ł"),
          Map.entry("L", "Ł"),
          Map.entry("i", "ı"),
          Map.entry("j", "ȷ"),
          Map.entry("dh", "ð"),
          Map.entry("DH", "Ð"),
          Map.entry("th", "þ"),
          Map.entry("TH", "Þ"),
          Map.entry("dj", "đ"),
          Map.entry("DJ", "Đ"),
          Map.entry("textendash", "–"),
          Map.entry("textemdash", "—"),
          Map.entry("textquoteright", "’"),
          Map.entry("textquoteleft", "‘"),
          Map.entry("textquotedblleft", "“"),
          Map.entry("textquotedblright", "”"),
          Map.entry("textbackslash", "\\"),
          Map.entry("textbraceleft", "{"),
          Map.entry("textbraceright", "}"),
          Map.entry("textasciitilde", "~"),
          Map.entry("textasciicircum", "^"),
          Map.entry("textless", "<"),
          Map.entry("textgreater", ">"),
          Map.entry("textbar", "|"),
          Map.entry("textregistered", "®"),
          Map.entry("texttrademark", "™"),
          Map.entry("textcopyright", "©"),
          Map.entry("copyright", "©"),
          Map.entry("textdegree", "°"),
          Map.entry("textmu", "µ"),
          Map.entry("textpm", "±"),
          Map.entry("textbeta", "β"),
          Map.entry("textalpha", "α"),
          Map.entry("ldots", "…"),
          Map.entry("dots", "…"),
          Map.entry("textellipsis", "…"),
          Map.entry("S", "§"),
          Map.entry("P", "¶"),
          Map.entry("pounds", "£"),
          Map.entry("euro", "€"),
          Map.entry("texteuro", "€"));

  private static final Set<String> STYLES =
      Set.of(
          "textit",
          "textbf",
          "emph",
          "textsc",
          "textrm",
          "textsf",
          "texttt",
          "text",
          "textup",
          "textsuperscript",
          "textsubscript",
          "mbox",
          "hbox",
          "url",
          "href",
          "it",
          "bf",
          "em",
          "sc",
          "rm",
          "uppercase",
          "underline",
          "enquote",
          "ensuremath",
          "relax",
          "noopsort");

  /// Commands of style that are markup.
  private static final Map<String, String> MARKUP =
      Map.of(
          "textit", "i",
          "emph", "i",
          "it", "i",
          "em", "i",
          "textbf", "b",
          "bf", "b",
          "underline", "u",
          "textsuperscript", "sup",
          "textsubscript", "sub",
          "textsc", "sc");

  /// Formulas that only raise or lower something: `$_2$`, `$^{-1}$`.
  private static final Pattern SCRIPT =
      Pattern.compile("\\$\\s*([_^])\\s*(?:\\{([A-Za-z0-9+−–. -]{1,40})\\}|([A-Za-z0-9]))\\s*\\$");

  private final String text;
  private final StringBuilder plain;
  private final @Nullable MarkupBuilder markup;
  private final Deque<Integer> styled = new ArrayDeque<>();
  private int told;
  private int braces;
  private int at;

  private BibtexText(String text, boolean marking) {
    this.text = text;
    this.plain = new StringBuilder(text.length());
    this.markup = marking ? new MarkupBuilder(MarkupLimits.DEFAULT) : null;
  }

  /// @return the text with its markup, null where nothing can be shown
  static @Nullable MarkedText marked(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('$') < 0) {
      return MarkedText.of(plain(text).strip(), null);
    }
    String scripts =
        SCRIPT
            .matcher(text)
            .replaceAll(
                script ->
                    (script.group(1).equals("_") ? "\\\\textsubscript{" : "\\\\textsuperscript{")
                        + (script.group(2) == null ? script.group(3) : script.group(2))
                        + "}");
    BibtexText read = new BibtexText(scripts, true);
    String plain = read.read().replaceAll("[\\s\u00a0]+", " ").strip();
    read.tell();
    return MarkedText.of(plain, read.markup == null ? null : read.markup.build());
  }

  static String plain(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('{') < 0 && text.indexOf('}') < 0) {
      return text.replace('~', '\u00a0').replace("---", "—").replaceAll("\\s+", " ");
    }
    return new BibtexText(text, false).read().replaceAll("[\\s\u00a0]+", " ");
  }

  private String read() {
    boolean math = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '$') {
        math = !math && text.indexOf('$', at) >= 0;
        plain.append(c);
      } else if (math) {
        plain.append(c);
      } else if (c == '\\') {
        command();
      } else if (c == '~') {
        plain.append(' ');
      } else if (c == '-' && text.startsWith("--", at)) {
        plain.append('—');
        at += 2;
      } else if (c == '{') {
        braces++;
      } else if (c == '}') {
        braces--;
        while (!styled.isEmpty() && styled.peek() > braces) {
          styled.pop();
          tell();
          if (markup != null) {
            markup.end();
          }
        }
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private void command() {
    if (at == text.length()) {
      plain.append('\\');
      return;
    }
    char c = text.charAt(at);
    if (!isLetter(c)) {
      at++;
      if (ACCENTS.containsKey(c) && accent(c)) {
        return;
      }
      plain.append(c == '\\' || c == ' ' || c == '/' ? " " : String.valueOf(c));
      return;
    }
    int from = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    String letter = LETTERS.get(name);
    if (letter != null) {
      plain.append(letter);
      swallowSpace();
    } else if (name.length() == 1
        && ACCENTS.containsKey(name.charAt(0))
        && accent(name.charAt(0))) {
      return;
    } else if (STYLES.contains(name)) {
      swallowSpace();
      style(name);
    } else {
      plain.append('\\').append(name);
    }
  }

  /// A command with an argument holds to the end of its braces, one without to the end of the
  /// braces that it stands in.
  private void style(String name) {
    String element = MARKUP.get(name);
    if (markup == null || element == null) {
      return;
    }
    tell();
    markup.start(element, attribute -> null);
    boolean argument = at < text.length() && text.charAt(at) == '{';
    styled.push(argument ? braces + 1 : braces);
  }

  /// Passes on what was read since.
  private void tell() {
    if (markup != null) {
      markup.text(plain.substring(told).replace('\u00a0', ' '));
      told = plain.length();
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void swallowSpace() {
    if (text.startsWith("{}", at)) {
      at += 2;
      return;
    }
    if (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  /// Puts the accent on the letter that follows, in braces or not; `\i` is an i without its dot.
  private boolean accent(char mark) {
    int next = at;
    int opened = 0;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '{')) {
      opened += text.charAt(next) == '{' ? 1 : 0;
      next++;
    }
    String base = null;
    if (text.startsWith("\\i", next) || text.startsWith("\\j", next)) {
      boolean ends = next + 2 >= text.length() || !isLetter(text.charAt(next + 2));
      if (ends) {
        base = text.substring(next + 1, next + 2);
        next += 2;
      }
    } else if (next < text.length() && Character.isLetter(text.charAt(next))) {
      base = text.substring(next, next + 1);
      next++;
    }
    Character combining = ACCENTS.get(mark);
    if (base == null || combining == null) {
      return false;
    }
    plain.append(Normalizer.normalize(base + combining, Normalizer.Form.NFC));
    braces += opened;
    at = next;
    return true;
  }
}
