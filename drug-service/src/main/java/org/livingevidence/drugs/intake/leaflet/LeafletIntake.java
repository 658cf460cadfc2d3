package org.livingevidence.drugs.intake.leaflet;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.TarWalk;
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

/// EU package leaflets as compositions in FHIR Shorthand: a file of them, or a tar archive of such
/// files.
@ApplicationScoped
public class LeafletIntake implements Intake<SourcedLabel> {
  private static final Pattern MARK =
      Pattern.compile("(?m)^InstanceOf:\\s*" + Leaflets.COMPOSITION + "\\b");
  private static final int HEAD = 512;
  private static final int CHUNK = 20;
  private static final int LONGEST_NAME = 200;

  private final LabelWriter writer;
  private final LabelFileConfig limits;

  LeafletIntake(LabelWriter writer, LabelFileConfig limits) {
    this.writer = writer;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "leaflet";
  }

  @Override
  public int chunkRecords() {
    return CHUNK;
  }

  @Override
  public boolean recognises(ImportHead head) {
    return MARK.matcher(head.text()).find();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourcedLabel> sink)
      throws IOException, ImportRejected {
    var body = new BufferedInputStream(in, 64 * 1024);
    body.mark(HEAD + 1);
    byte[] head = body.readNBytes(HEAD);
    body.reset();
    long[] position = new long[1];
    if (TarWalk.begins(head)) {
      TarWalk.through(
          body,
          limits,
          (name, entry) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith(".fsh")) {
              position[0] = read(entry, name, position[0], sink);
            }
          });
    } else {
      position[0] = read(body, file.name() == null ? "The file" : file.name(), 0, sink);
    }
    if (position[0] == 0) {
      throw new ImportRejected("The file holds no leaflet.");
    }
  }

  private long read(InputStream in, String name, long before, RecordSink<SourcedLabel> sink)
      throws IOException {
    long position = before;
    byte[] bytes = bytes(in);
    if (bytes.length > limits.labelLength()) {
      sink.rejected(
          position + 1,
          shown(name),
          name
              + " has more than "
              + limits.labelLength()
              + " bytes (living-evidence.label-files.label-length).");
      return position + 1;
    }
    Map<String, FshFile.Instance> instances = new HashMap<>();
    var all = FshFile.instances(new String(bytes, StandardCharsets.UTF_8));
    all.forEach(instance -> instances.put(instance.id(), instance));
    for (var instance : all) {
      if (!instance.type().equals(Leaflets.COMPOSITION)) {
        continue;
      }
      position++;
      try {
        var label = Leaflets.read(instance, instances, limits);
        sink.accept(new ParsedRecord<>(position, label.setId(), new SourcedLabel(label, null)));
      } catch (FaultyLabel e) {
        sink.rejected(
            position,
            shown(instance.id()),
            shown(instance.id()) + " in " + name + " cannot be taken: " + e.getMessage() + ".");
      }
    }
    return position;
  }

  /// As much as may be read, and one byte more where there is more.
  private byte[] bytes(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[16 * 1024];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      bytes.write(piece, 0, n);
      if (bytes.size() > limits.labelLength()) {
        break;
      }
    }
    return bytes.toByteArray();
  }

  private static String shown(String name) {
    String plain = PlainText.printable(name);
    return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
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
