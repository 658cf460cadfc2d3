package org.livingevidence.drugs.intake.spl;

import com.ctc.wstx.exc.WstxLazyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.ArchiveNames;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.intake.file.XmlFaults;
import org.livingevidence.drugs.intake.file.ZipWalk;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.LabelWriter;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Files of SPL: one document, or a zip of documents with their images, or of such zips.
@ApplicationScoped
public class SplIntake implements Intake<SourcedLabel> {
  private static final Pattern MARK =
      Pattern.compile("<(?:\\w+:)?document\\b[^>]*urn:hl7-org:v3", Pattern.DOTALL);
  private static final int CHUNK = 10;

  private final LabelWriter writer;
  private final LabelFileConfig limits;

  SplIntake(LabelWriter writer, LabelFileConfig limits) {
    this.writer = writer;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "spl";
  }

  @Override
  public int chunkRecords() {
    return CHUNK;
  }

  @Override
  public boolean recognises(ImportHead head) {
    return ZipWalk.begins(head.bytes())
        ? !ArchiveNames.of(head.bytes(), ".json") && !ArchiveNames.ofDrugsAtFda(head.bytes())
        : MARK.matcher(head.text()).find();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourcedLabel> sink)
      throws IOException, ImportRejected {
    var body = new BufferedInputStream(in, 64 * 1024);
    body.mark(8);
    byte[] head = body.readNBytes(4);
    body.reset();
    if (!ZipWalk.begins(head)) {
      one(body, 1, null, sink);
      return;
    }
    long[] position = new long[1];
    ZipWalk.through(
        body,
        limits,
        (name, entry) -> {
          if (name.toLowerCase(Locale.ROOT).endsWith(".xml")) {
            one(entry, ++position[0], name, sink);
          }
        });
    if (position[0] == 0) {
      throw new ImportRejected("The zip holds no XML document.");
    }
  }

  /// @param entry the name of the file in an archive: what is wrong with it spoils no other
  private void one(
      InputStream in, long position, @Nullable String entry, RecordSink<SourcedLabel> sink)
      throws IOException, ImportRejected {
    LabelDocument label;
    Location reached = null;
    try (var xml = new XmlCursor(in, limits)) {
      try {
        label = SplDocument.read(xml, limits);
      } catch (XMLStreamException | WstxLazyException e) {
        reached = xml.location();
        throw e;
      }
    } catch (FaultyLabel e) {
      sink.rejected(position, entry, named(entry) + e.getMessage() + ".");
      return;
    } catch (XMLStreamException e) {
      malformed(e, reached, position, entry, sink);
      return;
    } catch (WstxLazyException e) {
      if (e.getCause() instanceof XMLStreamException cause) {
        malformed(cause, reached, position, entry, sink);
        return;
      }
      throw e;
    }
    String id = label.setId() + " version " + label.version();
    sink.accept(new ParsedRecord<>(position, id, new SourcedLabel(label, null)));
  }

  private static void malformed(
      XMLStreamException e,
      @Nullable Location reached,
      long position,
      @Nullable String entry,
      RecordSink<SourcedLabel> sink)
      throws IOException, ImportRejected {
    String words = XmlFaults.words(e);
    var place = XmlFaults.place(e, reached);
    if (entry == null) {
      throw new ImportRejected(words, place);
    }
    sink.rejected(
        position,
        entry,
        named(entry) + words + (place == null ? "" : " (line " + place.line() + ")"));
  }

  private static String named(@Nullable String entry) {
    return entry == null ? "The document cannot be taken: " : entry + " cannot be taken: ";
  }

  @Override
  public boolean undoable() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) {
    return writer.takeBack(aggregateIds, undone.importId());
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<SourcedLabel>> chunk, ImportContext context) {
    return writer.putAll(chunk.stream().map(ParsedRecord::value).toList(), context);
  }
}
