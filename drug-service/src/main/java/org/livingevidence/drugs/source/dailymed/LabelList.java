package org.livingevidence.drugs.source.dailymed;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
    SortedSet<String> setIds = new TreeSet<>();
    Pages<String> pages = number -> dailyMed.labels(filters, number, pulse);
    Turned<String> turned = turn(pages);
    setIds.addAll(turned.entries());
    if (!turned.whole()) {
      turned = turn(pages);
      setIds.addAll(turned.entries());
    }
    if (turned.entries().size() < turned.total()) {
      warnings.add(
          "DailyMed says that it lists "
              + turned.total()
              + " labels and named "
              + turned.entries().size()
              + " in the second of two passes");
    }
    return List.copyOf(setIds);
  }

  /// The versions of a label, ascending; empty when there is no such label.
  List<Long> versions(String setId, Pulse pulse, List<String> warnings)
      throws IOException, ImportRejected {
    Turned<Long> turned = turn(number -> dailyMed.versions(setId, number, pulse));
    if (turned.entries().size() < turned.total()) {
      warnings.add(
          setId
              + ": DailyMed says that it has "
              + turned.total()
              + " versions and names "
              + turned.entries().size());
    }
    return turned.entries().stream().sorted().toList();
  }

  /// All pages, turned once.
  ///
  /// @param steady whether the list said the same of its length on every page
  private record Turned<T>(Set<T> entries, long total, boolean steady) {
    boolean whole() {
      return steady && entries.size() >= total;
    }
  }

  private <T> Turned<T> turn(Pages<T> pages) throws IOException, ImportRejected {
    Set<T> entries = new HashSet<>();
    long total = -1;
    boolean steady = true;
    for (long number = 1; ; number++) {
      Listing<T> page = pages.page(number);
      if (page == null) {
        return new Turned<>(entries, Math.max(0, total), number == 1);
      }
      if (page.total() > config.most()) {
        throw tooMany(page.total());
      }
      steady = steady && (total < 0 || total == page.total());
      total = page.total();
      entries.addAll(page.entries());
      if (page.entries().isEmpty() || number >= page.pages()) {
        return new Turned<>(entries, total, steady);
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
