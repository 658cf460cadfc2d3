package org.livingevidence.citations.intake.bibtex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.PersonNames;

/// Lists of names: parted by `and` outside braces; `Family, Given`, `von Family, Jr, Given` or
/// `Given von Family`. A name in braces as a whole is a group. Some tools part names by commas and
/// put the family name first, without commas of its own.
final class BibtexNames {
  private BibtexNames() {}

  /// @param byCommas whether a tool wrote it that parts names by commas, family name first
  static List<Citation.Author> parse(@Nullable String printed, boolean byCommas) {
    List<Citation.Author> authors = new ArrayList<>();
    if (printed == null) {
      return authors;
    }
    List<String> names = split(printed.replaceAll("\\s+", " ").strip(), " and ");
    if (names.size() == 1 && (byCommas || manyByCommas(names.getFirst()))) {
      for (String name : split(names.getFirst(), ",")) {
        add(familyFirst(BibtexText.plain(name).strip()), authors);
      }
      return authors;
    }
    for (String name : names) {
      add(one(name.strip()), authors);
    }
    return authors;
  }

  /// Three names or more, each of several words: no name has as many commas.
  private static boolean manyByCommas(String text) {
    List<String> parts = split(text, ",");
    return parts.size() > 2 && parts.stream().allMatch(part -> part.strip().contains(" "));
  }

  private static void add(Citation.@Nullable Author author, List<Citation.Author> authors) {
    if (author != null && !"others".equals(author.family())) {
      authors.add(author);
    }
  }

  private static Citation.@Nullable Author one(String name) {
    boolean braced = name.startsWith("{") && closes(name);
    String plain = BibtexText.plain(name).strip();
    if (plain.isEmpty()) {
      return null;
    }
    if (braced) {
      return PersonNames.group(plain);
    }
    String[] parts = plain.split(",", 3);
    return parts.length == 3
        ? PersonNames.person(parts[0], parts[2], parts[1])
        : PersonNames.parse(plain);
  }

  /// `Reeder Blaine`, `Jankowski Catherine M`.
  private static Citation.@Nullable Author familyFirst(String name) {
    int space = name.indexOf(' ');
    return space < 0
        ? PersonNames.parse(name)
        : PersonNames.person(name.substring(0, space), name.substring(space + 1), null);
  }

  /// Whether the brace that opens the text closes at its end.
  private static boolean closes(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }

  private static List<String> split(String text, String at) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (depth <= 0 && text.regionMatches(true, i, at, 0, at.length())) {
        parts.add(text.substring(from, i));
        i += at.length() - 1;
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
