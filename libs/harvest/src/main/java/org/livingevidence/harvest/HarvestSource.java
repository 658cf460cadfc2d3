package org.livingevidence.harvest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;

/// A source that harvests fetch from: a CDI bean of the service that owns what it gives, beside a
/// [HarvestIntake] of the same records.
///
/// A run searches once, notes the items that it found, and fetches them in their order, some at a
/// time. After a crash it goes on at the first item without an outcome: an item must name the same
/// record whenever it is asked for.
///
/// @param <R> a record as parsed
public interface HarvestSource<R> {
  /// Its word in requests and in the database: "pubmed".
  String word();

  /// Its name for people: "NCBI E-utilities".
  String name();

  /// The kind of import that a run is.
  String kind();

  /// What the ids are called in requests: "pmids".
  String idsField();

  /// How many ids are without a name of their own: "5 PMIDs".
  default String counted(int ids) {
    return ids + " " + idsField();
  }

  /// Notes what is wrong with a query, ids or options; what every source wants was looked at.
  void check(NewHarvest wanted, Faults faults);

  /// Finds what is to be fetched.
  ///
  /// @param since only what was added or changed since that day; null for everything
  /// @throws ImportRejected when there is more than may be fetched so
  /// @throws IOException when the source cannot be asked
  Found search(Harvest harvest, @Nullable LocalDate since, Pulse pulse)
      throws IOException, ImportRejected;

  /// How many items are fetched at a time.
  int batch();

  /// How long before the last run's search a further one begins to look for what is new.
  Period overlap();

  /// Fetches items. What does not come is asked for once more, and then noted as
  /// [missing][#missing].
  ///
  /// @return by item; what the source does not give is not there
  /// @throws IOException when the source cannot be asked
  Map<String, Fetched<R>> fetch(List<String> items, Pulse pulse) throws IOException;

  /// What is said of an item that the source does not give.
  Fetched<R> missing(String item);

  /// As in [org.livingevidence.imports.Intake#chunkRecords].
  default int chunkRecords() {
    return Integer.MAX_VALUE;
  }

  /// As in [org.livingevidence.imports.Intake#apply].
  List<Outcome> apply(List<ParsedRecord<R>> chunk, ImportContext context) throws SQLException;

  /// As in [org.livingevidence.imports.Intake#undo].
  List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException;

  /// What a search found.
  ///
  /// @param items in the order in which they are fetched
  /// @param translation how the source understood the query, null when it does not say
  /// @param warnings what it left out, or did not give
  record Found(List<String> items, @Nullable String translation, List<String> warnings) {
    public Found {
      items = List.copyOf(items);
      warnings = List.copyOf(warnings);
    }

    /// Items that are known without a search.
    public static Found of(List<String> items) {
      return new Found(items, null, List.of());
    }
  }

  /// What came of an item.
  ///
  /// @param id how its outcome names it
  /// @param value null where it cannot be taken
  /// @param reason why not, null where it can
  /// @param <R> a record as parsed
  record Fetched<R>(String id, @Nullable R value, @Nullable String reason) {
    public static <R> Fetched<R> record(String id, R value) {
      return new Fetched<>(id, value, null);
    }

    public static <R> Fetched<R> unusable(String id, String reason) {
      return new Fetched<>(id, null, reason);
    }
  }
}
