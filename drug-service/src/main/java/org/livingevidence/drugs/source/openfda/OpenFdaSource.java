package org.livingevidence.drugs.source.openfda;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;
import org.livingevidence.drugs.intake.openfda.OpenFdaIntake;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.drugs.source.NewLabelHarvest;
import org.livingevidence.drugs.source.ReadLabels;
import org.livingevidence.drugs.source.SetIds;
import org.livingevidence.harvest.Faults;
import org.livingevidence.harvest.Harvest;
import org.livingevidence.harvest.HarvestSource;
import org.livingevidence.harvest.NewHarvest;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;

/// openFDA's drug labels. An item is a set id, of whose versions openFDA has the current one.
@Singleton
class OpenFdaSource implements HarvestSource<SourcedLabel> {
  private final OpenFda openFda;
  private final LabelSearch search;
  private final OpenFdaIntake intake;
  private final OpenFdaConfig config;

  OpenFdaSource(OpenFda openFda, LabelSearch search, OpenFdaIntake intake, OpenFdaConfig config) {
    this.openFda = openFda;
    this.search = search;
    this.intake = intake;
    this.config = config;
  }

  @Override
  public String word() {
    return "openfda";
  }

  @Override
  public String name() {
    return "openFDA drug labels";
  }

  @Override
  public String kind() {
    return "openfda-api";
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
    if (wanted.ids().size() > config.most()) {
      faults.wrong(
          SetIds.FIELD, "must be at most " + config.most() + " (living-evidence.openfda.most)");
    }
    if (wanted.options().contains(NewLabelHarvest.HISTORY)) {
      faults.wrong(NewLabelHarvest.HISTORY, "is for dailymed: openFDA has current versions only");
    }
  }

  @Override
  public Found search(Harvest harvest, @Nullable LocalDate since, Pulse pulse)
      throws IOException, ImportRejected {
    return harvest.query() == null
        ? Found.of(harvest.ids())
        : search.find(harvest.query(), since, pulse);
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
  public Map<String, Fetched<SourcedLabel>> fetch(List<String> setIds, Pulse pulse)
      throws IOException {
    ReadLabels read = openFda.labels(setIds, pulse);
    Map<String, Fetched<SourcedLabel>> fetched = new HashMap<>();
    if (read == null) {
      return fetched;
    }
    for (ReadLabels.Unreadable label : read.unreadable()) {
      String setId = SetIds.plain(String.valueOf(label.id()));
      fetched.put(setId, Fetched.unusable(setId, label.reason()));
    }
    Map<String, SourcedLabel> newest = new HashMap<>();
    for (SourcedLabel label : read.labels()) {
      newest.merge(
          label.label().setId(),
          label,
          (one, other) -> one.label().version() >= other.label().version() ? one : other);
    }
    newest.forEach(
        (setId, label) ->
            fetched.put(
                setId, Fetched.record(setId + " version " + label.label().version(), label)));
    return fetched;
  }

  @Override
  public Fetched<SourcedLabel> missing(String setId) {
    return Fetched.unusable(setId, "openFDA gives no label of this set id");
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
