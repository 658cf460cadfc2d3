package org.livingevidence.citations.intake.pubmed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.Limits;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.imports.ImportRejected;

/// Reads PubMed documents for tests.
public final class PubmedFiles {
  private PubmedFiles() {}

  /// What one document said.
  public record Read(List<PubmedRecord> records, List<String> rejections) {
    /// Its articles, in order.
    public List<Citation> citations() {
      return records.stream()
          .filter(PubmedRecord.Article.class::isInstance)
          .map(record -> ((PubmedRecord.Article) record).citation())
          .toList();
    }

    /// The citation of this PMID.
    public Citation citation(String pmid) {
      return citations().stream()
          .filter(citation -> ("pmid:" + pmid).equals(citation.id()))
          .findFirst()
          .orElseThrow();
    }

    /// As the intake hands them on.
    public List<SourceState> states() {
      return records.stream().map(PubmedIntake::state).toList();
    }
  }

  public static Read read(Path file) throws IOException, ImportRejected {
    try (InputStream in = SharedData.open(file)) {
      return read(in, Limits.DEFAULT);
    }
  }

  public static Read read(String xml) throws IOException, ImportRejected {
    return read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), Limits.DEFAULT);
  }

  public static Read read(InputStream in, XmlLimits limits) throws IOException, ImportRejected {
    List<PubmedRecord> records = new ArrayList<>();
    List<String> rejections = new ArrayList<>();
    PubmedDocument.Sink sink =
        new PubmedDocument.Sink() {
          @Override
          public void accept(PubmedRecord record) {
            records.add(record);
          }

          @Override
          public void rejected(@Nullable String id, String reason) {
            rejections.add(id + ": " + reason);
          }
        };
    PubmedDocument.read(in, limits, sink);
    return new Read(records, rejections);
  }
}
