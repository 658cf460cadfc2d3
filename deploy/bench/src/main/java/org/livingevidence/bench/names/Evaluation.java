package org.livingevidence.bench.names;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// Compares the concepts found in each document with those that people marked in it: a concept
/// counts once for a document, wherever it stands.
final class Evaluation {
  private final DiseaseNames names;
  private final UnaryOperator<String> id;
  final Errors errors = new Errors();

  /// @param id the id that a concept is compared under
  Evaluation(DiseaseNames names, UnaryOperator<String> id) {
    this.names = names;
    this.id = id;
  }

  /// @param refused mentions, in small letters, that count for nothing
  Tally of(Dictionary dictionary, List<AnnotatedText> texts, Set<String> refused) {
    Tally sum = Tally.NONE;
    for (AnnotatedText text : texts) {
      Map<String, Found> found = new LinkedHashMap<>();
      int offset = 0;
      List<List<Mention>> parts = dictionary.findAll(text.parts());
      for (int part = 0; part < parts.size(); part++) {
        for (Mention mention : parts.get(part)) {
          if (!refused.contains(mention.text().toLowerCase(Locale.ROOT))) {
            Found here = new Found(mention, offset);
            mention.concepts().forEach(concept -> found.putIfAbsent(id.apply(concept), here));
          }
        }
        offset += text.parts().get(part).length() + 1;
      }
      sum = sum.plus(compare(text, found));
    }
    return sum;
  }

  private record Found(Mention mention, int offset) {
    boolean meets(AnnotatedText.Mark mark) {
      return mark.start() < mention.end() + offset && mention.start() + offset < mark.end();
    }
  }

  private Tally compare(AnnotatedText text, Map<String, Found> found) {
    Map<String, AnnotatedText.Mark> marked = new HashMap<>();
    for (AnnotatedText.Mark mark : text.marks()) {
      mark.concepts().forEach(concept -> marked.putIfAbsent(id.apply(concept), mark));
    }
    Set<String> right = new LinkedHashSet<>(found.keySet());
    right.retainAll(marked.keySet());
    found.forEach(
        (concept, how) -> {
          if (!right.contains(concept)) {
            boolean overlaps = text.marks().stream().anyMatch(how::meets);
            errors.add(
                how.mention().ambiguous()
                    ? "wrong: one of several meanings"
                    : overlaps ? "wrong: marked as something else" : "wrong: not marked",
                said(how.mention().text(), concept));
          }
        });
    marked.forEach(
        (concept, mark) -> {
          if (!right.contains(concept)) {
            boolean taken = found.values().stream().anyMatch(how -> how.meets(mark));
            errors.add(
                taken ? "missed: taken for something else" : "missed: not recognised",
                said(mark.text(), concept));
          }
        });
    return new Tally(right.size(), found.size() - right.size(), marked.size() - right.size());
  }

  private String said(String text, String concept) {
    return text.toLowerCase(Locale.ROOT) + " = " + concept + " " + names.preferred(concept);
  }
}
