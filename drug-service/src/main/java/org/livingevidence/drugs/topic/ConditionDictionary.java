package org.livingevidence.drugs.topic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Standing;

/// The conditions that texts are read with: the names of the topics that this service keeps. Each
/// name means what [ConditionNames] says that it means. Built when it is asked for and the topics
/// were read further since.
@ApplicationScoped
public class ConditionDictionary {
  private static final Pattern INTERLEUKIN = Pattern.compile("(?i)\\binterleukin[- ](\\d+)");
  private static final Pattern ANTAGONIST =
      Pattern.compile("(?i)\\bIL-(\\d+) receptor antagonist\\b");

  private final KinStore store;
  private volatile @Nullable Built built;

  ConditionDictionary(KinStore store) {
    this.store = store;
  }

  private record Built(String state, Dictionary dictionary) {}

  /// What changes whenever the names may have.
  public String state() {
    return store.state();
  }

  /// The dictionary as the topics are now. Works in the caller's transaction or without one.
  public Dictionary current() {
    String state = store.state();
    var last = built;
    if (last != null && last.state.equals(state)) {
      return last.dictionary;
    }
    synchronized (this) {
      last = built;
      if (last == null || !last.state.equals(state)) {
        last = new Built(state, of(store.names()));
        built = last;
      }
      return last.dictionary;
    }
  }

  /// A dictionary of named topics.
  static Dictionary of(List<Named> names) {
    Map<String, List<Named>> byKey = new LinkedHashMap<>();
    names.forEach(named -> byKey.computeIfAbsent(named.key, key -> new ArrayList<>()).add(named));
    var dictionary = Dictionary.conditions();
    byKey.forEach(
        (key, all) -> {
          var meaning = Candidate.meaning(all.stream().map(Named::candidate).toList());
          var standing =
              all.stream().anyMatch(named -> named.candidate.rank() == 0)
                  ? Standing.PREFERRED
                  : Standing.SYNONYM;
          for (String id : ids(meaning)) {
            all.stream()
                .flatMap(named -> spellings(named.name).stream())
                .distinct()
                .forEach(name -> dictionary.add(name, id, standing));
          }
        });
    return dictionary.build();
  }

  /// A name as its source writes it, and with the short form of the proteins in it: an
  /// interleukin-1 receptor antagonist is an IL-1 receptor antagonist and an IL-1Ra.
  public static List<String> spellings(String name) {
    String shorter = INTERLEUKIN.matcher(name).replaceAll("IL-$1");
    if (shorter.equals(name)) {
      return List.of(name);
    }
    String shortest = ANTAGONIST.matcher(shorter).replaceAll("IL-$1Ra");
    return shortest.equals(shorter) ? List.of(name, shorter) : List.of(name, shorter, shortest);
  }

  private static List<String> ids(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Known(String id) -> List.of(id);
      case Meaning.Ambiguous(List<String> several) -> several;
      case Meaning.Unknown() -> List.of();
    };
  }

  /// A name of a topic.
  ///
  /// @param key see [NameKey]
  /// @param name as it is written
  record Named(String key, String name, Candidate candidate) {}
}
