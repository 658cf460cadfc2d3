package org.livingevidence.bibliography;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;

/// A citation as one line of text, in NLM style:
///
/// `van de Veerdonk FL, Netea MG, Dinarello CA. Title. Neth J Med. 2011 Mar;69(3):95-9.`
///
/// All initials, hyphens and accents as stored, groups by their name, six authors and then et al.;
/// pages as stored. What is absent leaves no empty punctuation behind. [Style#BRIEF] is the shorter
/// form of reading lists. Also the links beside the line.
public final class CitationLine {
  /// How many authors are named before "et al.".
  static final int AUTHORS = 6;

  private static final Pattern ISO_DATE =
      Pattern.compile("(\\d{4})(?:-(\\d{1,2}))?(?:-(\\d{1,2}))?");
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private CitationLine() {}

  /// The forms of the line.
  public enum Style {
    /// NLM: all initials, the date as precise as known, the issue, a stop at the end.
    NLM,
    /// One initial per author, the year alone, no issue, no stop at the end:
    /// `van de Veerdonk F, Netea M, Dinarello C. Title. Neth J Med. 2011;69:95`.
    BRIEF;

    /// The name used in queries.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The line of a citation's data in NLM style; never empty, since a citation without title is
  /// "[No title]".
  public static String of(JsonNode citation) {
    return of(citation, Style.NLM);
  }

  /// The line of a citation's data in a style.
  public static String of(JsonNode citation, Style style) {
    String title = text(citation, "title");
    StringBuilder line = new StringBuilder(untilTitle(citation, style));
    sentence(line, title.isEmpty() ? bracketed(text(citation, "vernacularTitle")) : title);
    sentence(line, journal(citation));
    String imprint = imprint(citation, style);
    if (style == Style.BRIEF && !imprint.isEmpty()) {
      return line.append(' ').append(imprint).toString();
    }
    sentence(line, imprint);
    return line.toString();
  }

  /// The line with the markup of the title, in [Markup]'s canonical form.
  ///
  /// @return null where nothing is marked
  public static @Nullable String markup(JsonNode citation, Style style) {
    Markup markup = Markup.of(citation.path("titleMarkup").textValue());
    String title = text(citation, "title");
    if (markup == null || !markup.marks() || !markup.plain().equals(title)) {
      return null;
    }
    String line = of(citation, style);
    String before = untilTitle(citation, style);
    int from = before.isEmpty() ? 0 : before.length() + 1;
    return Markup.escaped(line.substring(0, from))
        + markup
        + Markup.escaped(line.substring(from + title.length()));
  }

  private static String untilTitle(JsonNode citation, Style style) {
    StringBuilder line = new StringBuilder();
    sentence(line, authors(citation, style));
    return line.toString();
  }

  /// The links of a citation: `pubmed`, `publisher` (its DOI), `pmc`, `trial`, those that its
  /// identifiers give; without a PubMed id `pubmed` searches for the title.
  public static ObjectNode links(JsonNode citation) {
    JsonNode identifiers = citation.path("identifiers");
    ObjectNode links = JsonNodeFactory.instance.objectNode();
    String pmid = text(identifiers, "pmid");
    String title = text(citation, "title");
    if (!pmid.isEmpty()) {
      links.put("pubmed", "https://pubmed.ncbi.nlm.nih.gov/" + encoded(pmid) + "/");
    } else if (!title.isEmpty()) {
      links.put("pubmed", "https://pubmed.ncbi.nlm.nih.gov/?term=" + encoded(title + "[Title]"));
    }
    String doi = text(identifiers, "doi");
    if (!doi.isEmpty()) {
      links.put("publisher", "https://doi.org/" + encoded(doi).replace("%2F", "/"));
    }
    String pmcid = text(identifiers, "pmcid");
    if (!pmcid.isEmpty()) {
      links.put("pmc", "https://pmc.ncbi.nlm.nih.gov/articles/" + encoded(pmcid) + "/");
    }
    for (JsonNode registration : citation.path("registrations")) {
      String id = text(registration, "id");
      if (id.startsWith("NCT") && !links.has("trial")) {
        links.put("trial", "https://clinicaltrials.gov/study/" + encoded(id));
      }
    }
    return links;
  }

  private static String authors(JsonNode citation, Style style) {
    List<String> names = new ArrayList<>();
    for (JsonNode author : citation.path("authors")) {
      String name = author(author, style);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    boolean more =
        names.size() > AUTHORS
            || (!names.isEmpty() && !citation.path("authorsComplete").asBoolean(true));
    String named = String.join(", ", names.subList(0, Math.min(AUTHORS, names.size())));
    return more ? named + ", et al" : named;
  }

  private static String author(JsonNode author, Style style) {
    String collective = text(author, "collective");
    if (!collective.isEmpty()) {
      return withoutStop(collective);
    }
    String initials = text(author, "initials");
    if (initials.isEmpty()) {
      initials = initials(text(author, "given"));
    }
    initials = initials.replaceAll("[.\\s]", "");
    if (style == Style.BRIEF && !initials.isEmpty()) {
      initials = initials.substring(0, initials.offsetByCodePoints(0, 1));
    }
    return String.join(" ", List.of(text(author, "family"), initials, text(author, "suffix")))
        .replaceAll(" {2,}", " ")
        .strip();
  }

  private static String initials(String given) {
    StringBuilder initials = new StringBuilder();
    for (String name : given.split("[\\s.\\-‐‑]+")) {
      if (!name.isEmpty()) {
        initials.appendCodePoint(Character.toUpperCase(name.codePointAt(0)));
      }
    }
    return initials.toString();
  }

  private static String journal(JsonNode citation) {
    JsonNode journal = citation.path("journal");
    String abbreviation = text(journal, "abbreviation");
    return abbreviation.isEmpty() ? text(journal, "title") : abbreviation;
  }

  /// `2011 Mar;69(3):95-9`, with what there is of it.
  private static String imprint(JsonNode citation, Style style) {
    String date = style == Style.BRIEF ? year(citation) : date(citation);
    String volume = text(citation, "volume");
    String issue = style == Style.BRIEF ? "" : text(citation, "issue");
    String pages = text(citation, "pages");
    StringBuilder imprint = new StringBuilder(date);
    if (!volume.isEmpty() || !issue.isEmpty()) {
      imprint.append(imprint.isEmpty() ? "" : ";").append(volume);
      if (!issue.isEmpty()) {
        imprint.append('(').append(issue).append(')');
      }
    }
    if (!pages.isEmpty()) {
      imprint.append(imprint.isEmpty() ? "" : ":").append(pages);
    }
    return imprint.toString();
  }

  private static String year(JsonNode citation) {
    int year = citation.path("year").asInt(0);
    return year == 0 ? "" : Integer.toString(year);
  }

  private static String date(JsonNode citation) {
    String published = text(citation, "published");
    if (published.isEmpty()) {
      return year(citation);
    }
    Matcher date = ISO_DATE.matcher(published);
    if (!date.matches()) {
      return published;
    }
    StringBuilder words = new StringBuilder(date.group(1));
    String month = date.group(2);
    if (month != null && Integer.parseInt(month) >= 1 && Integer.parseInt(month) <= 12) {
      words.append(' ').append(MONTHS[Integer.parseInt(month) - 1]);
      if (date.group(3) != null) {
        words.append(' ').append(Integer.parseInt(date.group(3)));
      }
    }
    return words.toString();
  }

  /// Appends `part` and a full stop, unless the part ends a sentence itself.
  private static void sentence(StringBuilder line, String part) {
    if (part.isEmpty()) {
      return;
    }
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(part);
    char last = part.charAt(part.length() - 1);
    if (last != '.' && last != '?' && last != '!') {
      line.append('.');
    }
  }

  private static String bracketed(String vernacular) {
    return vernacular.isEmpty() ? "[No title]" : vernacular;
  }

  private static String withoutStop(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("").strip();
  }
}
