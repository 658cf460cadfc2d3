package org.livingevidence.drugs.source.dailymed;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;
import org.livingevidence.drugs.intake.spl.SplIntake;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.drugs.source.NewLabelHarvest;
import org.livingevidence.drugs.source.SetIds;
import org.livingevidence.harvest.Faults;
import org.livingevidence.harvest.Harvest;
import org.livingevidence.harvest.HarvestSource;
import org.livingevidence.harvest.NewHarvest;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;

/// DailyMed's labels. An item is a set id, whose current version is fetched, or a set id and a
/// version, `…/3`.
@Singleton
class DailyMedSource implements HarvestSource<SourcedLabel> {
  private static final int MOST_WARNINGS = 20;

  private final DailyMed dailyMed;
  private final LabelList list;
  private final SplIntake intake;
  private final DailyMedConfig config;

  DailyMedSource(DailyMed dailyMed, LabelList list, SplIntake intake, DailyMedConfig config) {
    this.dailyMed = dailyMed;
    this.list = list;
    this.intake = intake;
    this.config = config;
  }

  @Override
  public String word() {
    return "dailymed";
  }

  @Override
  public String name() {
    return "DailyMed";
  }

  @Override
  public String kind() {
    return "dailymed-services";
  }

  @Override
  public String idsField() {
    return SetIds.FIELD;
  }

  @Override
  public String counted(int ids) {
    return SetIds.counted(ids);
  }

  @Override
  public void check(NewHarvest wanted, Faults faults) {
    SetIds.check(wanted, faults);
    String fault = wanted.query() == null ? null : Filters.of(wanted.query()).fault();
    if (fault != null) {
      faults.wrong("query", fault);
    }
  }

  @Override
  public Found search(Harvest harvest, @Nullable LocalDate since, Pulse pulse)
      throws IOException, ImportRejected {
    List<String> warnings = new ArrayList<>();
    List<String> setIds =
        harvest.query() == null
            ? harvest.ids()
            : list.labels(Filters.of(harvest.query()).fields(since), pulse, warnings);
    List<String> items =
        harvest.options().contains(NewLabelHarvest.HISTORY)
            ? versions(setIds, pulse, warnings)
            : setIds;
    if (items.size() > config.most()) {
      throw list.tooMany(items.size());
    }
    if (warnings.size() > MOST_WARNINGS) {
      int more = warnings.size() - MOST_WARNINGS;
      warnings = new ArrayList<>(warnings.subList(0, MOST_WARNINGS));
      warnings.add("and " + more + " more");
    }
    return new Found(items, null, warnings);
  }

  private List<String> versions(List<String> setIds, Pulse pulse, List<String> warnings)
      throws IOException, ImportRejected {
    List<String> items = new ArrayList<>();
    for (String setId : setIds) {
      List<Long> versions = list.versions(setId, pulse, warnings);
      versions.forEach(version -> items.add(setId + "/" + version));
      if (versions.isEmpty()) {
        items.add(setId);
      }
      if (items.size() > config.most()) {
        throw list.tooMany(items.size());
      }
    }
    return items;
  }

  @Override
  public int batch() {
    return config.batch();
  }

  @Override
  public Period overlap() {
    return config.overlap();
  }

  @Override
  public Map<String, Fetched<SourcedLabel>> fetch(List<String> items, Pulse pulse)
      throws IOException {
    Map<String, Fetched<SourcedLabel>> fetched = new HashMap<>();
    for (String item : items) {
      Fetched<SourcedLabel> came = fetch(item, pulse);
      if (came != null) {
        fetched.put(item, came);
      }
    }
    return fetched;
  }

  private @Nullable Fetched<SourcedLabel> fetch(String item, Pulse pulse) throws IOException {
    int slash = item.indexOf('/');
    if (slash < 0) {
      return dailyMed.current(item, pulse);
    }
    String setId = item.substring(0, slash);
    long version = Long.parseLong(item.substring(slash + 1));
    Fetched<SourcedLabel> archived = dailyMed.archived(setId, version, pulse);
    if (archived != null) {
      return archived;
    }
    // The current version need not be in the archive. To ask for it also shows that DailyMed is
    // well, and that the version is what it does not have.
    Fetched<SourcedLabel> current = dailyMed.current(setId, pulse);
    SourcedLabel label = current == null ? null : current.value();
    return label != null && label.label().version() == version ? current : null;
  }

  @Override
  public Fetched<SourcedLabel> missing(String item) {
    int slash = item.indexOf('/');
    return slash < 0
        ? Fetched.unusable(item, "DailyMed gives no label of this set id")
        : Fetched.unusable(
            item.replace("/", " version "),
            "DailyMed lists this version in the label's history and gives no document of it");
  }

  @Override
  public int chunkRecords() {
    return intake.chunkRecords();
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<SourcedLabel>> chunk, ImportContext context) {
    return intake.apply(chunk, context);
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) {
    return intake.undo(aggregateIds, undone);
  }
}
