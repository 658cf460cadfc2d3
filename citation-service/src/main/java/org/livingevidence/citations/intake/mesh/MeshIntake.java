package org.livingevidence.citations.intake.mesh;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.source.SourceApplication;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.TopicStore;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// The kind `mesh-xml`: descriptors and supplementary concepts as topics.
@Singleton
public class MeshIntake implements Intake<SourceState> {
  private static final Pattern MARK =
      Pattern.compile("<(?:Descriptor|Supplemental)Record(?:Set)?[\\s>]");

  private final XmlLimits limits;
  private final TopicStore store;
  private final SourceApplication application;

  MeshIntake(XmlLimits limits, TopicStore store, SourceApplication application) {
    this.limits = limits;
    this.store = store;
    this.application = application;
  }

  @Override
  public String kind() {
    return "mesh-xml";
  }

  @Override
  public boolean recognises(ImportHead head) {
    return MARK.matcher(head.text()).find();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourceState> sink)
      throws IOException, ImportRejected {
    Numbered numbered = new Numbered(sink);
    XmlDocument.read(in, limits, xml -> new MeshDocument(xml, numbered).read());
    if (numbered.position == 0) {
      throw new ImportRejected("The document holds no MeSH record.");
    }
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<SourceState>> chunk, ImportContext context)
      throws SQLException {
    return application.apply(store, chunk.stream().map(ParsedRecord::value).toList(), context);
  }

  static SourceState state(Topic topic) {
    String json = StateJson.write(topic);
    Topic.Source source = topic.source();
    return new SourceState.Present(
        String.valueOf(topic.id()),
        0,
        source == null ? null : source.revised(),
        json,
        StateJson.hash(json),
        topic);
  }

  /// Gives each record its place in the file.
  private static final class Numbered implements MeshDocument.Sink {
    private final RecordSink<SourceState> sink;
    private long position;

    Numbered(RecordSink<SourceState> sink) {
      this.sink = sink;
    }

    @Override
    public void accept(Topic topic) {
      sink.accept(new ParsedRecord<>(++position, topic.id(), state(topic)));
    }

    @Override
    public void rejected(@Nullable String id, String reason) {
      sink.rejected(++position, id, reason);
    }
  }
}
