package org.livingevidence.citations.intake.bibtex;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;

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

  private final String text;
  private final StringBuilder plain;
  private int at;

  private BibtexText(String text) {
    this.text = text;
    this.plain = new StringBuilder(text.length());
  }

  static String plain(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('{') < 0 && text.indexOf('}') < 0) {
      return text.replace('~', '\u00a0').replace("---", "—").replaceAll("\\s+", " ");
    }
    return new BibtexText(text).read().replaceAll("[\\s\u00a0]+", " ");
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
      } else if (c != '{' && c != '}') {
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
    } else {
      plain.append('\\').append(name);
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
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '{')) {
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
    at = next;
    return true;
  }
}
