package org.livingevidence.citations.intake;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.contribution.Contribution;
import org.livingevidence.citations.intake.bibtex.BibtexFile;
import org.livingevidence.citations.intake.csl.CslFile;
import org.livingevidence.citations.intake.nbib.NbibFile;
import org.livingevidence.citations.intake.retraction.RetractionFile;
import org.livingevidence.citations.intake.ris.RisFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Reads files of the text formats for tests.
public final class ReadFiles {
  /// The limits as they stand without configuration.
  public static final TextLimits LIMITS = limits(1_000_000, 100_000, 1_000_000);

  private static final Map<String, RecordFile> READERS = readers(LIMITS);

  private ReadFiles() {}

  /// The readers by the kind of file.
  public static Map<String, RecordFile> readers(TextLimits limits) {
    return Map.of(
        "nbib", new NbibFile(limits),
        "ris", new RisFile(limits),
        "bibtex", new BibtexFile(limits),
        "csl-json", new CslFile(limits),
        "retraction-table", new RetractionFile(limits));
  }

  /// Limits of another size.
  public static TextLimits limits(int lineLength, int recordLines, int tableRows) {
    return new TextLimits() {
      @Override
      public int lineLength() {
        return lineLength;
      }

      @Override
      public int recordLines() {
        return recordLines;
      }

      @Override
      public int tableRows() {
        return tableRows;
      }
    };
  }

  /// What one file said.
  public record Read(List<Contribution> contributions, List<String> rejections) {
    /// The citations, in order.
    public List<Citation> citations() {
      return contributions.stream().map(Contribution::citation).toList();
    }

    /// The only citation.
    public Citation only() {
      if (contributions.size() != 1) {
        throw new AssertionError(contributions.size() + " citations, rejected " + rejections);
      }
      return contributions.getFirst().citation();
    }
  }

  public static Read read(String kind, Path file) throws IOException, ImportRejected {
    try (InputStream in = SharedData.open(file)) {
      return read(kind, in, LIMITS);
    }
  }

  public static Read read(String kind, String text) throws IOException, ImportRejected {
    return read(kind, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Read read(String kind, byte[] bytes) throws IOException, ImportRejected {
    return read(kind, new ByteArrayInputStream(bytes), LIMITS);
  }

  public static Read read(String kind, InputStream in, TextLimits limits)
      throws IOException, ImportRejected {
    Read read = new Read(new ArrayList<>(), new ArrayList<>());
    RecordSink<Contribution> sink =
        new RecordSink<>() {
          @Override
          public void accept(ParsedRecord<Contribution> record) {
            read.contributions().add(record.value());
          }

          @Override
          public void rejected(long position, @Nullable String id, String reason) {
            read.rejections().add(id + ": " + reason);
          }
        };
    RecordFile reader = limits == LIMITS ? READERS.get(kind) : readers(limits).get(kind);
    requireNonNull(reader).read(in, new Records(kind, sink));
    return read;
  }

  /// The kinds that recognise a file by its beginning.
  public static List<String> recognising(byte[] head) {
    String text = new ImportHead(null, head).text();
    return READERS.entrySet().stream()
        .filter(reader -> reader.getValue().recognises(text))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
