package org.livingevidence.citations.intake.mesh;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.TopicIntake;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;

/// The kind `mesh-xml`: descriptors and supplementary concepts as topics.
@Singleton
public class MeshIntake extends TopicIntake {
  private static final Pattern MARK =
      Pattern.compile("<(?:Descriptor|Supplemental)Record(?:Set)?[\\s>]");

  private final XmlLimits limits;

  MeshIntake(XmlLimits limits, TopicParts parts) {
    super(parts);
    this.limits = limits;
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
  protected void read(InputStream in, ImportFile file, Statements sink)
      throws IOException, ImportRejected {
    MeshDocument.Sink topics =
        new MeshDocument.Sink() {
          @Override
          public void accept(Topic topic) {
            sink.accept(String.valueOf(topic.id()), record(topic));
          }

          @Override
          public void rejected(@Nullable String id, String reason) {
            sink.rejected(id, reason);
          }
        };
    XmlDocument.read(in, limits, xml -> new MeshDocument(xml, topics).read());
  }

  static Part record(Topic topic) {
    Topic.Source source = topic.source();
    return Part.of(
        String.valueOf(topic.id()), Part.RECORD, source == null ? null : source.revised(), topic);
  }
}
