package org.livingevidence.citations.intake.pubmed;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.imports.ImportRejected;

/// Reads a PubMed document that is no file of its own but a part of something larger.
@Singleton
public class PubmedReader {
  private final XmlLimits limits;

  PubmedReader(XmlLimits limits) {
    this.limits = limits;
  }

  /// A record as read, or why it cannot be taken.
  ///
  /// @param id `pmid:…`, null when that cannot be read either
  public record Read(@Nullable String id, @Nullable SourceState state, @Nullable String reason) {}

  /// @return what the document holds, in its order
  /// @throws ImportRejected when it is not well-formed or beyond a limit
  public List<Read> read(byte[] document) throws IOException, ImportRejected {
    List<Read> all = new ArrayList<>();
    PubmedDocument.Sink sink =
        new PubmedDocument.Sink() {
          @Override
          public void accept(PubmedRecord record) {
            all.add(new Read(record.id(), PubmedIntake.state(record), null));
          }

          @Override
          public void rejected(@Nullable String id, String reason) {
            all.add(new Read(id, null, reason));
          }
        };
    XmlDocument.read(
        new ByteArrayInputStream(document),
        limits,
        xml -> new PubmedDocument(xml, sink, limits.deletions()).read());
    return all;
  }
}
