package org.livingevidence.citations.harvest;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.CitationStore;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.pubmed.PubmedReader;
import org.livingevidence.citations.source.SourceApplication;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.connect.Pulse;
import org.livingevidence.harvest.Faults;
import org.livingevidence.harvest.Harvest;
import org.livingevidence.harvest.HarvestSource;
import org.livingevidence.harvest.NewHarvest;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;

/// PubMed, through NCBI's E-utilities. An item is a PMID.
@Singleton
class PubmedSource implements HarvestSource<SourceState> {
  static final String WORD = "pubmed";
  static final String NAME = "NCBI E-utilities";

  private final PmidSearch search;
  private final Eutils eutils;
  private final EutilsConfig config;
  private final CitationStore store;
  private final SourceApplication application;
  private final ImportUndo undo;

  PubmedSource(
      PmidSearch search,
      Eutils eutils,
      EutilsConfig config,
      CitationStore store,
      SourceApplication application,
      ImportUndo undo) {
    this.search = search;
    this.eutils = eutils;
    this.config = config;
    this.store = store;
    this.application = application;
    this.undo = undo;
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String kind() {
    return "ncbi-eutilities";
  }

  @Override
  public String idsField() {
    return "pmids";
  }

  @Override
  public String counted(int ids) {
    return ids + " PMIDs";
  }

  @Override
  public void check(NewHarvest wanted, Faults faults) {
    for (int i = 0; i < wanted.ids().size(); i++) {
      if (!wanted.ids().get(i).matches("[1-9][0-9]{0,7}")) {
        faults.wrong("pmids[" + i + "]", "must be a PMID: up to eight digits");
      }
    }
  }

  @Override
  public Found search(Harvest harvest, @Nullable LocalDate since, Pulse pulse)
      throws IOException, ImportRejected {
    if (harvest.query() == null) {
      return Found.of(harvest.ids());
    }
    PmidSearch.Found found = search.find(harvest.query(), since, pulse);
    return new Found(
        found.pmids().stream().map(String::valueOf).toList(),
        found.translation(),
        found.warnings());
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
  public Map<String, Fetched<SourceState>> fetch(List<String> pmids, Pulse pulse)
      throws IOException {
    Map<String, PubmedReader.Read> records =
        eutils.fetch(pmids.stream().map(Long::valueOf).toList(), pulse);
    Map<String, Fetched<SourceState>> fetched = new HashMap<>();
    for (String pmid : pmids) {
      PubmedReader.Read read = records.get(id(pmid));
      if (read != null) {
        SourceState state = read.state();
        fetched.put(
            pmid,
            state == null
                ? Fetched.unusable(id(pmid), String.valueOf(read.reason()))
                : Fetched.record(id(pmid), state));
      }
    }
    return fetched;
  }

  @Override
  public Fetched<SourceState> missing(String pmid) {
    return Fetched.unusable(id(pmid), "PubMed gives no record of this PMID");
  }

  private static String id(String pmid) {
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
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException {
    return undo.undo(aggregateIds, undone);
  }
}
