package org.livingevidence.citations.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Species;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Expression.Leaf;

/// Filters: those with a published definition, and the values of our own fields.
final class SearchFilters {
  /// Haynes RB, McKibbon KA, Wilczynski NL, Walter SD, Werre SR. BMJ. 2005;330:1179, as PubMed's
  /// clinical queries for therapy use them.
  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "therapy/broad",
          "(clinical[tiab] AND trial[tiab]) OR clinical trials as topic[mh] OR clinical trial[pt]"
              + " OR random*[tiab] OR random allocation[mh] OR therapeutic use[sh]",
          "therapy/narrow",
          "randomized controlled trial[pt]"
              + " OR (randomized[tiab] AND controlled[tiab] AND trial[tiab])",
          "humans",
          "humans[mh]",
          "animals",
          "animals[mh:noexp]",
          "english",
          "eng[la]");

  /// The clinical queries for therapy: sensitive, specific.
  static final List<String> THERAPY = List.of("therapy/broad", "therapy/narrow");

  private static final Map<String, String> ALIASES =
      Map.of("therapy/sensitive", "therapy/broad", "therapy/specific", "therapy/narrow");

  /// The closed vocabularies, each value in words.
  private static final Map<Code, Map<String, String>> VALUES =
      Map.of(
          Code.DESIGN, byWords(Arrays.stream(Design.values()).map(Design::label).toList()),
          Code.SPECIES, byWords(Arrays.stream(Species.values()).map(Species::label).toList()),
          Code.STATE,
              byWords(
                  List.of(
                      "current",
                      "corrected",
                      "reinstated",
                      "concern",
                      "partially-retracted",
                      "retracted",
                      "withdrawn")),
          Code.KIND, byWords(List.of("article", "preprint", "notice", "book", "chapter")));

  private SearchFilters() {}

  private static Map<String, String> byWords(List<String> labels) {
    Map<String, String> values = new TreeMap<>();
    labels.forEach(label -> values.put(SearchWords.joined(label), label));
    return values;
  }

  /// @return the query that a filter stands for; null when it has none
  static @Nullable String definition(String name) {
    String key = SearchNames.key(name);
    return DEFINITIONS.get(ALIASES.getOrDefault(key, key));
  }

  /// A value of one of our fields; of [SearchField#FILTER] whichever field has it.
  static Expression value(Query.Term term, SearchField field) {
    String words = SearchWords.joined(term.text());
    List<Code> codes =
        switch (field) {
          case DESIGN -> List.of(Code.DESIGN);
          case SPECIES -> List.of(Code.SPECIES);
          case STATE -> List.of(Code.STATE);
          case KIND -> List.of(Code.KIND);
          case SOURCE -> List.of(Code.SOURCE);
          default -> List.of(Code.DESIGN, Code.SPECIES, Code.STATE, Code.KIND);
        };
    if (field == SearchField.SOURCE) {
      return new Leaf(
          field.label(), term.text().strip(), new Coded(Code.SOURCE, List.of(words), false));
    }
    for (Code code : codes) {
      String label = VALUES.getOrDefault(code, Map.of()).get(words);
      if (label != null) {
        return new Leaf(named(code).label(), label, new Coded(code, List.of(words), false));
      }
    }
    throw new QueryFault(term.at(), unknown(term.text(), field, codes));
  }

  private static String unknown(String text, SearchField field, List<Code> codes) {
    StringBuilder known = new StringBuilder();
    if (field == SearchField.FILTER) {
      known.append("all, hasabstract, therapy/broad, therapy/narrow, humans, animals, english, ");
    }
    for (Code code : codes) {
      known.append(String.join(", ", VALUES.getOrDefault(code, Map.of()).values())).append(", ");
    }
    return "\""
        + (text.length() > 60 ? text.substring(0, 60) + "…" : text)
        + "\" is no value of ["
        + field.label()
        + "]; there are "
        + known.substring(0, known.length() - 2);
  }

  private static SearchField named(Code code) {
    return switch (code) {
      case DESIGN -> SearchField.DESIGN;
      case SPECIES -> SearchField.SPECIES;
      case STATE -> SearchField.STATE;
      case KIND -> SearchField.KIND;
      default -> SearchField.FILTER;
    };
  }
}
