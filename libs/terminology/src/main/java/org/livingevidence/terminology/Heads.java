package org.livingevidence.terminology;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// The last words of names, as far as they tell the concept: whoever says `rigidity` without more
/// means muscle rigidity where no other name of two words ends like that.
final class Heads {
  private static final String SEVERAL = "";
  private static final int LEAST_LETTERS = 7;

  /// Endings of words that name a complaint by themselves.
  private static final List<String> COMPLAINTS =
      List.of(
          "rigidity",
          "agitation",
          "spasticity",
          "activity",
          "weakness",
          "stiffness",
          "sleepiness",
          "spasm",
          "thmia",
          "sthesia",
          "asia",
          "axia",
          "itis",
          "otosis",
          "iasis",
          "sclerosis",
          "cidosis",
          "ombosis",
          "oma",
          "emia",
          "pathy",
          "rrhea",
          "rrhoea",
          "algia",
          "plegia",
          "trophy",
          "lepsy",
          "uria",
          "megaly",
          "penia",
          "edema",
          "dose",
          "cele",
          "rrhage",
          "plasia",
          "stenosis",
          "sthenia");

  private final Map<String, String> concepts = new HashMap<>();

  /// @param name in natural order
  void add(String name, String concept) {
    String lower = name.toLowerCase(Locale.ROOT);
    int space = lower.indexOf(' ');
    if (space < 0
        || lower.indexOf(' ', space + 1) > 0
        || lower.contains(",")
        || lower.contains("(")
        || name.equals(name.toUpperCase(Locale.ROOT))) {
      return;
    }
    String head = lower.substring(space + 1);
    if (head.endsWith("s") && !head.endsWith("ss") && !head.endsWith("is")) {
      head = head.substring(0, head.length() - 1);
    }
    if (head.length() >= LEAST_LETTERS && COMPLAINTS.stream().anyMatch(head::endsWith)) {
      concepts.merge(head, concept, (one, other) -> one.equals(other) ? one : SEVERAL);
    }
  }

  /// Gives each last word that tells a concept.
  void each(BiConsumer<String, String> heads) {
    concepts.forEach(
        (head, concept) -> {
          if (!concept.equals(SEVERAL)) {
            heads.accept(head, concept);
          }
        });
  }
}
