package org.livingevidence.citations.harvest;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;
import org.livingevidence.imports.ImportRejected;

/// Finds all PMIDs of a query, however many. PubMed names the first 9,999 only; what finds more is
/// asked for in ranges of PMIDs, halved until each lies within that. A range of dates would not do:
/// a single day may hold more.
@Singleton
class PmidSearch {
  /// PMIDs have at most eight digits.
  private static final long HIGHEST = 99_999_999;

  private final Eutils eutils;
  private final EutilsConfig config;

  PmidSearch(Eutils eutils, EutilsConfig config) {
    this.eutils = eutils;
    this.config = config;
  }

  /// @param pmids ascending
  /// @param warnings what PubMed left out of the query
  record Found(List<Long> pmids, @Nullable String translation, List<String> warnings) {}

  /// @param since only what was added or changed since that day; null for everything
  /// @throws ImportRejected when there is more than may be fetched so
  /// @throws org.livingevidence.connect.SourceFailure when PubMed cannot be asked
  Found find(String query, @Nullable LocalDate since, Pulse pulse)
      throws IOException, ImportRejected {
    SortedSet<Long> pmids = new TreeSet<>();
    if (since == null) {
      SearchFound first = all(query, null, pmids, pulse);
      return new Found(List.copyOf(pmids), first.translation(), first.warnings());
    }
    // What is new is not certain to have a date of change, and what is changed is not new.
    SearchFound added = all(query, new Eutils.Since("edat", since), pmids, pulse);
    all(query, new Eutils.Since("mdat", since), pmids, pulse);
    return new Found(List.copyOf(pmids), added.translation(), added.warnings());
  }

  private SearchFound all(
      String query, Eutils.@Nullable Since since, SortedSet<Long> pmids, Pulse pulse)
      throws IOException, ImportRejected {
    SearchFound whole = eutils.search(query, since, pulse);
    if (whole.count() > config.most()) {
      throw ImportRejected.unavailable(
          "The query finds "
              + whole.count()
              + " records; at most "
              + config.most()
              + " are fetched by one (living-evidence.eutils.most). So many are better taken from"
              + " the files of PubMed.");
    }
    if (whole.count() <= Eutils.WALL) {
      pmids.addAll(whole.pmids());
    } else {
      halves(query, since, 1, HIGHEST, pmids, pulse);
    }
    return whole;
  }

  private void range(
      String query,
      Eutils.@Nullable Since since,
      long from,
      long to,
      SortedSet<Long> pmids,
      Pulse pulse)
      throws IOException {
    SearchFound found =
        eutils.search("(" + query + ") AND " + from + ":" + to + "[UID]", since, pulse);
    if (found.count() <= Eutils.WALL) {
      pmids.addAll(found.pmids());
    } else {
      halves(query, since, from, to, pmids, pulse);
    }
  }

  private void halves(
      String query,
      Eutils.@Nullable Since since,
      long from,
      long to,
      SortedSet<Long> pmids,
      Pulse pulse)
      throws IOException {
    long middle = (from + to) / 2;
    range(query, since, from, middle, pmids, pulse);
    range(query, since, middle + 1, to, pmids, pulse);
  }
}
