package org.livingevidence.citations.intake.pubmed;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.CitationStore;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.source.SourceApplication;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// The kind `pubmed-xml`: articles, book documents and deletions as PubMed and its tools write
/// them.
@Singleton
public class PubmedIntake implements Intake<SourceState> {
  /// The kind's name.
  public static final String KIND = "pubmed-xml";

  private static final Pattern MARK =
      Pattern.compile(
          "<(?:PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument|DeleteCitation)"
              + "(?:Set)?[\\s>/]");

  private final XmlLimits limits;
  private final CitationStore store;
  private final SourceApplication application;
  private final ImportUndo undo;

  PubmedIntake(
      XmlLimits limits, CitationStore store, SourceApplication application, ImportUndo undo) {
    this.limits = limits;
    this.store = store;
    this.application = application;
    this.undo = undo;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean recognises(ImportHead head) {
    return MARK.matcher(head.text()).find();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourceState> sink)
      throws IOException, ImportRejected {
    Numbered numbered = new Numbered(sink);
    PubmedDocument.read(in, limits, numbered);
    if (numbered.position == 0) {
      throw new ImportRejected("The document holds no PubMed record.");
    }
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<SourceState>> chunk, ImportContext context)
      throws SQLException {
    return application.apply(store, chunk.stream().map(ParsedRecord::value).toList(), context);
  }

  @Override
  public boolean undoable() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException {
    return undo.undo(aggregateIds, undone);
  }

  static SourceState state(PubmedRecord record) {
    return switch (record) {
      case PubmedRecord.Article article -> {
        String json = StateJson.write(article.citation());
        yield new SourceState.Present(
            article.id(),
            article.version(),
            article.revised(),
            json,
            StateJson.hash(json),
            article.citation());
      }
      case PubmedRecord.Deletion deletion ->
          new SourceState.Absent(deletion.id(), deletion.version(), deletion.documentDate());
    };
  }

  /// Gives each record its place in the file.
  private static final class Numbered implements PubmedDocument.Sink {
    private final RecordSink<SourceState> sink;
    private long position;

    Numbered(RecordSink<SourceState> sink) {
      this.sink = sink;
    }

    @Override
    public void accept(PubmedRecord record) {
      sink.accept(new ParsedRecord<>(++position, record.id(), state(record)));
    }

    @Override
    public void rejected(@Nullable String id, String reason) {
      sink.rejected(++position, id, reason);
    }
  }
}
