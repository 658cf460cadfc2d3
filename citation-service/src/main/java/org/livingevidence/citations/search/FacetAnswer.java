package org.livingevidence.citations.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.citations.search.SearchIndex.Count;
import org.livingevidence.citations.search.SearchIndex.Found;

/// Counts of facets as they are answered, each value with the term that narrows the query to it.
final class FacetAnswer {
  private static final String UNDATED = "0";

  private FacetAnswer() {}

  static Map<String, SearchAnswer.Counted> of(
      Found found, Set<Facet> facets, SearchNames names, SearchConfig config) throws SQLException {
    Map<String, String> topics = Map.of();
    List<Count> headings = found.facets().get(Facet.HEADING);
    if (headings != null) {
      List<String> ids = new ArrayList<>();
      for (Count count : headings) {
        if (count.value() != null) {
          ids.add(count.value());
        }
      }
      topics = names.names(ids);
    }
    Map<String, SearchAnswer.Counted> answer = new LinkedHashMap<>();
    for (Facet facet : new TreeSet<>(facets)) {
      List<Count> counts = found.facets().getOrDefault(facet, List.of());
      answer.put(facet.label(), counted(found, facet, counts, topics, config));
    }
    return answer;
  }

  private static SearchAnswer.Counted counted(
      Found found,
      Facet facet,
      List<Count> counts,
      Map<String, String> topics,
      SearchConfig config) {
    long of =
        facet == Facet.HEADING ? Math.min(found.total(), config.headingRows()) : found.total();
    int most = facet == Facet.YEAR ? Integer.MAX_VALUE : config.facetValues();
    List<SearchAnswer.Value> values = new ArrayList<>();
    long missing = 0;
    long told = 0;
    boolean more = false;
    for (Count count : counts) {
      String value = count.value();
      if (value == null || (facet == Facet.YEAR && value.equals(UNDATED))) {
        missing = count.count();
      } else if (values.size() < most) {
        values.add(
            new SearchAnswer.Value(
                shown(facet, value),
                topics.get(value),
                count.count(),
                term(facet, shown(facet, value))));
        told += count.count();
      } else {
        more = true;
      }
    }
    return new SearchAnswer.Counted(
        values,
        of,
        missing > 0 ? missing : null,
        facet.several() ? null : of - missing - told,
        facet.several() ? more : null);
  }

  /// Headings without an id stand as `=` and their name.
  private static String shown(Facet facet, String value) {
    return facet == Facet.HEADING && value.startsWith("=") ? value.substring(1) : value;
  }

  private static String term(Facet facet, String value) {
    SearchField field =
        switch (facet) {
          case YEAR -> SearchField.PUBLICATION_DATE;
          case DESIGN -> SearchField.DESIGN;
          case SPECIES -> SearchField.SPECIES;
          case TYPE -> SearchField.PUBLICATION_TYPE;
          case JOURNAL -> SearchField.JOURNAL;
          case STATE -> SearchField.STATE;
          case KIND -> SearchField.KIND;
          case SOURCE -> SearchField.SOURCE;
          case LANGUAGE -> SearchField.LANGUAGE;
          case HEADING -> SearchField.MESH;
          case THERAPY -> SearchField.FILTER;
        };
    String exact = facet == Facet.TYPE || facet == Facet.HEADING ? ":noexp" : "";
    return "\"" + value.replace("\"", " ") + "\"[" + field.label() + exact + "]";
  }
}
