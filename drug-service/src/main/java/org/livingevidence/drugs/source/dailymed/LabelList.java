package org.livingevidence.drugs.source.dailymed;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;
import org.livingevidence.imports.ImportRejected;

/// Turns the pages of DailyMed's lists. What is added or goes meanwhile moves others between pages:
/// a list that comes shorter than it says it is is turned a second time.
@Singleton
class LabelList {
  private final DailyMed dailyMed;
  private final DailyMedConfig config;

  LabelList(DailyMed dailyMed, DailyMedConfig config) {
    this.dailyMed = dailyMed;
    this.config = config;
  }

  /// One page, by its number from 1.
  private interface Pages<T> {
    @Nullable Listing<T> page(long number) throws IOException;
  }

  /// The set ids of all labels that pass the filters, ascending.
  ///
  /// @throws ImportRejected when there are more than may be fetched
  List<String> labels(Map<String, String> filters, Pulse pulse, List<String> warnings)
      throws IOException, ImportRejected {
    Turned<String> turned = whole(number -> dailyMed.labels(filters, number, pulse));
    if (turned.named() < turned.total()) {
      warnings.add(
          "DailyMed says that it lists "
              + turned.total()
              + " labels and named "
              + turned.named()
              + " in the second of two passes");
    }
    return turned.entries().stream().sorted().toList();
  }

  /// The versions of a label, ascending; empty when there is no such label.
  List<Long> versions(String setId, Pulse pulse, List<String> warnings)
      throws IOException, ImportRejected {
    Turned<Long> turned = whole(number -> dailyMed.versions(setId, number, pulse));
    if (turned.named() < turned.total()) {
      warnings.add(
          setId
              + ": DailyMed says that it has "
              + turned.total()
              + " versions and names "
              + turned.named()
              + " in the second of two passes");
    }
    return turned.entries().stream().sorted().toList();
  }

  /// All pages, turned once or twice.
  ///
  /// @param named how many entries the last pass named
  /// @param steady whether the list said the same of its length on every page
  private record Turned<T>(Set<T> entries, long total, int named, boolean steady) {
    boolean whole() {
      return steady && named >= total;
    }
  }

  /// All entries, with those of a second pass where the first was not whole.
  private <T> Turned<T> whole(Pages<T> pages) throws IOException, ImportRejected {
    Turned<T> first = turn(pages);
    if (first.whole()) {
      return first;
    }
    Turned<T> second = turn(pages);
    Set<T> both = new HashSet<>(first.entries());
    both.addAll(second.entries());
    return new Turned<>(both, second.total(), second.named(), second.steady());
  }

  private <T> Turned<T> turn(Pages<T> pages) throws IOException, ImportRejected {
    Set<T> entries = new HashSet<>();
    long total = -1;
    boolean steady = true;
    for (long number = 1; ; number++) {
      Listing<T> page = pages.page(number);
      if (page == null) {
        return new Turned<>(entries, Math.max(0, total), entries.size(), number == 1);
      }
      if (page.total() > config.most()) {
        throw tooMany(page.total());
      }
      steady = steady && (total < 0 || total == page.total());
      total = page.total();
      entries.addAll(page.entries());
      if (page.entries().isEmpty() || number >= page.pages()) {
        return new Turned<>(entries, total, entries.size(), steady);
      }
    }
  }

  /// Says that there are more than may be fetched.
  ImportRejected tooMany(long found) {
    return ImportRejected.unavailable(
        "DailyMed lists "
            + found
            + " labels and versions; at most "
            + config.most()
            + " are fetched by one (living-evidence.dailymed.most). So many are better taken from"
            + " DailyMed's release files.");
  }
}
