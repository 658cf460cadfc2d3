package org.livingevidence.citations.harvest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.citations.citation.CitationStore;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.pubmed.PubmedReader;
import org.livingevidence.citations.source.SourceApplication;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// The kind `ncbi-eutilities`: one run of a harvest. The file says which; its records are fetched
/// while it is read. So a harvest is applied in chunks, watched, cancelled, resumed after a crash
/// and taken back like any other import.
@Singleton
class HarvestIntake implements Intake<SourceState> {
  static final String KIND = "ncbi-eutilities";

  private final HarvestPlans plans;
  private final PmidSearch search;
  private final Eutils eutils;
  private final EutilsConfig config;
  private final CitationStore store;
  private final SourceApplication application;
  private final ImportUndo undo;
  private final ObjectMapper json;

  HarvestIntake(
      HarvestPlans plans,
      PmidSearch search,
      Eutils eutils,
      EutilsConfig config,
      CitationStore store,
      SourceApplication application,
      ImportUndo undo,
      ObjectMapper json) {
    this.plans = plans;
    this.search = search;
    this.eutils = eutils;
    this.config = config;
    this.store = store;
    this.application = application;
    this.undo = undo;
    this.json = json;
  }

  /// What the file says.
  ///
  /// @param source where it fetches from, for people
  /// @param harvest which harvest
  /// @param run which of its runs
  record Order(String source, UUID harvest, int run) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean sendable() {
    return false;
  }

  @Override
  public boolean recognises(ImportHead head) {
    return false;
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourceState> sink)
      throws IOException, ImportRejected {
    Order order = json.readValue(in.readAllBytes(), Order.class);
    try {
      List<Long> pmids = pmids(order, sink::waiting);
      int done = (int) Math.min(file.donePosition(), pmids.size());
      for (int from = done; from < pmids.size(); from += config.batch()) {
        int to = Math.min(from + config.batch(), pmids.size());
        batch(pmids.subList(from, to), from, sink);
      }
    } catch (SourceFailure e) {
      throw ImportRejected.unavailable(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw new DatabaseFailure("reading what a harvest is to fetch", e);
    }
  }

  private List<Long> pmids(Order order, Pulse pulse)
      throws SQLException, IOException, ImportRejected {
    HarvestPlans.Plan plan = plan(order);
    if (plan.pmids() == null) {
      var before = InstantSource.system().instant();
      PmidSearch.Found found =
          plan.query() == null
              ? new PmidSearch.Found(plan.named(), null, List.of())
              : search.find(plan.query(), plan.since(), pulse);
      plans.found(order.harvest(), order.run(), found, before);
      plan = plan(order);
    }
    return plan.pmids() == null ? List.of() : plan.pmids();
  }

  private HarvestPlans.Plan plan(Order order) throws SQLException, ImportRejected {
    HarvestPlans.Plan plan = plans.read(order.harvest(), order.run());
    if (plan == null) {
      throw ImportRejected.unavailable("The harvest was deleted.");
    }
    return plan;
  }

  private void batch(List<Long> pmids, int before, RecordSink<SourceState> sink)
      throws IOException {
    Map<String, PubmedReader.Read> records = new HashMap<>(eutils.fetch(pmids, sink::waiting));
    List<Long> missing = new ArrayList<>(pmids);
    missing.removeIf(pmid -> records.containsKey(id(pmid)));
    if (!missing.isEmpty()) {
      // A batch may come with gaps; what is asked for twice and does not come is not there.
      records.putAll(eutils.fetch(missing, sink::waiting));
    }
    int position = before;
    for (Long pmid : pmids) {
      position++;
      PubmedReader.Read read = records.get(id(pmid));
      if (read == null) {
        sink.rejected(position, id(pmid), "PubMed gives no record of this PMID");
      } else if (read.state() == null) {
        sink.rejected(position, id(pmid), String.valueOf(read.reason()));
      } else {
        sink.accept(new ParsedRecord<>(position, id(pmid), read.state()));
      }
    }
  }

  private static String id(Long pmid) {
    return "pmid:" + pmid;
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<SourceState>> chunk, ImportContext context)
      throws SQLException {
    // Without a name: it is no file of a release, whatever somebody has called the harvest.
    var nameless = new ImportContext(context.importId(), context.kind(), null, context.who());
    return application.apply(store, chunk.stream().map(ParsedRecord::value).toList(), nameless);
  }

  @Override
  public boolean undoable() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException {
    return undo.undo(aggregateIds, undone);
  }
}
