package org.livingevidence.drugs.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.HeldDrugs;
import org.livingevidence.drugs.topic.ConditionDictionary;
import org.livingevidence.extraction.LabelReader;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Standing;

/// The names that labels are read with: conditions, and the drugs that are held.
@ApplicationScoped
class Names {
  private final ConditionDictionary conditions;
  private final HeldDrugs drugs;
  private @Nullable Reader reader;
  private long asOf;

  Names(ConditionDictionary conditions, HeldDrugs drugs) {
    this.conditions = conditions;
    this.drugs = drugs;
  }

  /// A reader with the names that it knows.
  ///
  /// @param state tells one set of names from another
  record Reader(String state, LabelReader rules) {}

  /// With the names as they were no longer than this ago. To read those of some thousand drugs for
  /// every few labels would take a quarter of the time of looking at labels.
  synchronized Reader recent(Duration age) {
    var last = reader;
    return last != null && System.nanoTime() - asOf < age.toNanos() ? last : current();
  }

  /// With the names as they are now.
  synchronized Reader current() {
    long now = System.nanoTime();
    var named = drugs.names();
    String state = LabelReader.RULES + "/" + conditions.state() + "/" + sum(named.toString());
    var last = reader;
    if (last == null || !last.state.equals(state)) {
      last = new Reader(state, new LabelReader(conditions.current(), dictionary(named)));
      reader = last;
    }
    asOf = now;
    return Objects.requireNonNull(last);
  }

  private static Dictionary dictionary(Iterable<HeldDrugs.Named> named) {
    var dictionary = Dictionary.builder();
    for (var drug : named) {
      drug.names().forEach(name -> dictionary.add(name, drug.id(), Standing.PREFERRED));
    }
    return dictionary.build();
  }

  private static String sum(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
