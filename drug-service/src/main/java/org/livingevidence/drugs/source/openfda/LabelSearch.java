package org.livingevidence.drugs.source.openfda;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;
import org.livingevidence.harvest.HarvestSource.Found;
import org.livingevidence.imports.ImportRejected;

/// Finds the set ids of all labels that a search finds, however many: page after page, each from
/// where the one before ended, or by counting as far as openFDA lets one count.
@Singleton
class LabelSearch {
  private final OpenFda openFda;
  private final OpenFdaConfig config;

  LabelSearch(OpenFda openFda, OpenFdaConfig config) {
    this.openFda = openFda;
    this.config = config;
  }

  /// @param since only what has been in force since that day; null for everything
  /// @throws ImportRejected when there is more than may be fetched so
  /// @throws org.livingevidence.connect.SourceFailure when openFDA cannot be asked
  Found find(String query, @Nullable LocalDate since, Pulse pulse)
      throws IOException, ImportRejected {
    String search = terms(query);
    if (since != null) {
      String day = DateTimeFormatter.BASIC_ISO_DATE.format(since);
      search = "(" + search + ") AND effective_time:[" + day + " TO 29991231]";
    }
    SortedSet<String> setIds = new TreeSet<>();
    Pass pass = new Pass(setIds);
    pass.through(search, pulse);
    if (!pass.whole()) {
      // Labels that were added or went while the pages were turned move others between them.
      pass = new Pass(setIds);
      pass.through(search, pulse);
    }
    return new Found(List.copyOf(setIds), null, pass.warnings());
  }

  /// As openFDA's own documentation writes queries, for addresses: `a:b+AND+c:d`.
  static String terms(String query) {
    return query.contains(" ") ? query : query.replace('+', ' ');
  }

  /// All pages, turned once.
  private final class Pass {
    private final SortedSet<String> setIds;
    private final Set<String> seen = new HashSet<>();
    private long total = -1;
    private boolean steady = true;
    private long nameless;

    Pass(SortedSet<String> setIds) {
      this.setIds = setIds;
    }

    void through(String search, Pulse pulse) throws IOException, ImportRejected {
      OpenFda.Place place = OpenFda.Place.FIRST;
      long turned = 0;
      while (true) {
        OpenFda.Turned at = openFda.page(search, place, pulse);
        if (at == null) {
          steady = turned == 0;
          total = turned == 0 ? 0 : total;
          return;
        }
        take(at.page());
        turned += at.page().labels().size();
        boolean counted = place.after() == null;
        if (at.page().labels().isEmpty()
            || turned >= total
            || (at.end() == null && !counted)
            || (at.end() != null && at.end().equals(place.after()))) {
          return;
        }
        if (at.end() == null && turned > OpenFda.FARTHEST_SKIP) {
          throw ImportRejected.unavailable(
              "openFDA finds "
                  + total
                  + " labels and names no page after the first "
                  + turned
                  + ": ask for less at a time.");
        }
        place = at.end() == null ? new OpenFda.Place(null, turned) : new OpenFda.Place(at.end(), 0);
      }
    }

    /// Whether nothing moved meanwhile, and all is named that was found.
    boolean whole() {
      return steady && seen.size() >= total;
    }

    private void take(OpenFdaPage page) throws ImportRejected {
      steady = steady && (total < 0 || total == page.total());
      total = page.total();
      if (total > config.most()) {
        throw ImportRejected.unavailable(
            "The query finds "
                + total
                + " labels; at most "
                + config.most()
                + " are fetched by one (living-evidence.openfda.most). So many are better taken"
                + " from openFDA's bulk files.");
      }
      for (OpenFdaPage.Named label : page.labels()) {
        seen.add(label.id() + " " + label.setId());
        if (label.setId().isEmpty()) {
          nameless++;
        } else {
          setIds.add(label.setId());
        }
      }
    }

    List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      if (seen.size() < total) {
        warnings.add(
            "openFDA says that it finds "
                + total
                + " labels and named "
                + seen.size()
                + " in the second of two passes");
      }
      if (nameless > 0) {
        warnings.add(nameless + " labels have no set id and are not fetched");
      }
      return warnings;
    }
  }
}
