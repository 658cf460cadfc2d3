package org.livingevidence.gateway.condition;

import java.util.Collection;
import java.util.function.Predicate;
import org.livingevidence.gateway.intake.topic.NameKey;

/// Whether a sentence mentions something by one of its names, whatever its case, plural, possessive
/// or hyphens.
final class Mentions implements Predicate<String> {
  /// Shorter names are too likely to be something else.
  private static final int SHORTEST = 3;

  private final String[] keys;

  Mentions(Collection<String> names) {
    keys =
        names.stream()
            .map(name -> NameKey.loose(NameKey.of(name)))
            .filter(key -> key.length() >= SHORTEST)
            .map(key -> " " + key + " ")
            .distinct()
            .toArray(String[]::new);
  }

  @Override
  public boolean test(String sentence) {
    String key = " " + NameKey.loose(NameKey.of(sentence)) + " ";
    for (String name : keys) {
      if (key.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
