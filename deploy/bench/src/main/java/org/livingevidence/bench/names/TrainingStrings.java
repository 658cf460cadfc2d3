package org.livingevidence.bench.names;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;
import org.livingevidence.terminology.Standing;

/// What annotated texts teach: the words that people marked with what they mean, and the names that
/// they left unmarked more often than not.
final class TrainingStrings {
  private static final int LEAST_REFUSALS = 2;

  private TrainingStrings() {}

  static void addTo(
      Dictionary.Builder builder, List<AnnotatedText> texts, UnaryOperator<String> id) {
    Map<String, Map<List<String>, Integer>> votes = new TreeMap<>();
    for (AnnotatedText text : texts) {
      for (AnnotatedText.Mark mark : text.marks()) {
        if (!mark.concepts().isEmpty()) {
          votes
              .computeIfAbsent(mark.text(), words -> new HashMap<>())
              .merge(mark.concepts().stream().map(id).toList(), 1, Integer::sum);
        }
      }
    }
    votes.forEach(
        (words, meanings) ->
            meanings.entrySet().stream()
                .max(
                    Comparator.comparing((Map.Entry<List<String>, Integer> e) -> e.getValue())
                        .thenComparing(e -> e.getKey().toString()))
                .orElseThrow()
                .getKey()
                .forEach(concept -> builder.add(words, concept, Standing.CHOSEN)));
  }

  static Set<String> refused(Dictionary dictionary, List<AnnotatedText> texts) {
    Map<String, int[]> counts = new HashMap<>();
    for (AnnotatedText text : texts) {
      int offset = 0;
      List<List<Mention>> parts = dictionary.findAll(text.parts());
      for (int part = 0; part < parts.size(); part++) {
        for (Mention mention : parts.get(part)) {
          int start = mention.start() + offset;
          int end = mention.end() + offset;
          boolean marked =
              text.marks().stream().anyMatch(mark -> mark.start() < end && start < mark.end());
          counts
              .computeIfAbsent(mention.text().toLowerCase(Locale.ROOT), t -> new int[2])[
              marked ? 0 : 1]++;
        }
        offset += text.parts().get(part).length() + 1;
      }
    }
    Set<String> refused = new HashSet<>();
    counts.forEach(
        (words, count) -> {
          if (count[1] >= LEAST_REFUSALS && count[0] < count[1]) {
            refused.add(words);
          }
        });
    return refused;
  }
}
