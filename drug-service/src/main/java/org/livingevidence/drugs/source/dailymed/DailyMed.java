package org.livingevidence.drugs.source.dailymed;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.BodyReader;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.connect.Connections;
import org.livingevidence.connect.Pace;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceClient;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.connect.SourceRequest;
import org.livingevidence.drugs.intake.file.ZipWalk;
import org.livingevidence.drugs.intake.spl.SplIntake;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.drugs.source.Beginning;
import org.livingevidence.drugs.source.ReadLabels;
import org.livingevidence.harvest.HarvestSource.Fetched;
import org.livingevidence.imports.ImportRejected;

/// DailyMed: its web services for lists, histories and current labels; for earlier versions the
/// archives that its own pages link to. A version that it does not have it answers with a page and
/// calls it a success.
@Singleton
class DailyMed {
  private static final int NOT_FOUND = 404;
  private static final int LARGEST_PAGE = 100;
  private static final int LONGEST_LABEL = 128 << 20;
  private static final int TAIL = 66_000;
  private static final String END_OF_LABEL = "document>";
  private static final String END_OF_ZIP = "PK\u0005\u0006";

  private final DailyMedConfig config;
  private final SplIntake intake;
  private final SourceClient client;

  DailyMed(Connections connections, DailyMedConfig config, SplIntake intake) {
    this.config = config;
    this.intake = intake;
    client = connections.client(Pace.of(config.requestsPerSecond()));
  }

  /// A page of the list of labels.
  ///
  /// @throws SourceFailure when it cannot be asked
  Listing<String> labels(Map<String, String> filters, long page, Pulse pulse) throws IOException {
    return client.fetch(
        request("services/v2/spls.json", paged(filters, page)), Listing::setIds, pulse);
  }

  /// A page of the versions of a label.
  ///
  /// @return null when there is no such label
  /// @throws SourceFailure when it cannot be asked
  @Nullable Listing<Long> versions(String setId, long page, Pulse pulse) throws IOException {
    var request = request("services/v2/spls/" + setId + "/history.json", paged(Map.of(), page));
    try {
      return client.fetch(request, Listing::versions, pulse);
    } catch (SourceFailure e) {
      return none(e);
    }
  }

  private Map<String, String> paged(Map<String, String> filters, long page) {
    Map<String, String> fields = new LinkedHashMap<>(filters);
    fields.put("pagesize", Integer.toString(Math.clamp(config.page(), 1, LARGEST_PAGE)));
    fields.put("page", Long.toString(page));
    return fields;
  }

  /// The current version of a label.
  ///
  /// @return null when there is no such label
  /// @throws SourceFailure when it cannot be asked
  @Nullable Fetched<SourcedLabel> current(String setId, Pulse pulse) throws IOException {
    var request = request("services/v2/spls/" + setId + ".xml", Map.of());
    try {
      return client.fetch(request, body -> label(setId, body), pulse);
    } catch (SourceFailure e) {
      return none(e);
    }
  }

  private Fetched<SourcedLabel> label(String setId, InputStream body) throws IOException {
    byte[] whole = BodyReader.bytes(body, LONGEST_LABEL);
    Beginning.requireXml(whole);
    if (!text(whole, whole.length - 200).strip().endsWith(END_OF_LABEL)) {
      throw new BrokenBody("answered a label that breaks off");
    }
    Fetched<SourcedLabel> read = read(setId, new ByteArrayInputStream(whole));
    SourcedLabel label = read.value();
    if (label != null && !label.label().setId().equals(setId)) {
      throw new BrokenBody("answered the label " + label.label().setId());
    }
    return read;
  }

  /// A version of a label, as archived.
  ///
  /// @return null when DailyMed has none
  /// @throws SourceFailure when it cannot be asked
  @Nullable Fetched<SourcedLabel> archived(String setId, long version, Pulse pulse)
      throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("setid", setId);
    fields.put("type", "zip");
    fields.put("version", Long.toString(version));
    Path file = Files.createTempFile("label-", ".zip");
    try {
      client.download(request("getFile.cfm", fields), file, DailyMed::requireWhole, pulse);
      return isZip(file) ? version(setId, version, file) : null;
    } catch (SourceFailure e) {
      return none(e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void requireWhole(Path file) throws IOException {
    if (isZip(file) && !tail(file).contains(END_OF_ZIP)) {
      throw new BrokenBody("answered an archive that breaks off");
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ZipWalk.begins(in.readNBytes(4));
    }
  }

  private static String tail(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - TAIL));
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Fetched<SourcedLabel> version(String setId, long version, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Fetched<SourcedLabel> read = read(setId + " version " + version, in);
      SourcedLabel label = read.value();
      if (label == null
          || (label.label().setId().equals(setId) && label.label().version() == version)) {
        return read;
      }
      return Fetched.unusable(
          setId + " version " + version,
          "DailyMed's archive of this version holds "
              + label.label().setId()
              + " version "
              + label.label().version());
    }
  }

  private Fetched<SourcedLabel> read(String id, InputStream body) throws IOException {
    try {
      ReadLabels read = ReadLabels.of(intake, body);
      if (read.labels().size() == 1) {
        SourcedLabel label = read.labels().getFirst();
        return Fetched.record(label.label().setId() + " version " + label.label().version(), label);
      }
      return Fetched.unusable(
          id,
          read.unreadable().isEmpty()
              ? "DailyMed answered " + read.labels().size() + " labels in one"
              : read.unreadable().getFirst().reason());
    } catch (ImportRejected e) {
      return Fetched.unusable(id, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String text(byte[] bytes, int from) {
    return new String(
        Arrays.copyOfRange(bytes, Math.max(0, from), bytes.length), StandardCharsets.UTF_8);
  }

  private static <T> @Nullable T none(SourceFailure failure) throws SourceFailure {
    if (failure.status() == NOT_FOUND) {
      return null;
    }
    throw failure;
  }

  private SourceRequest request(String path, Map<String, String> fields) {
    String base = config.base().toString();
    return SourceRequest.get(URI.create((base.endsWith("/") ? base : base + "/") + path), fields);
  }
}
