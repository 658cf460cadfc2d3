package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;

/// The real labels, leaflets and designations that the sample set's statements quote, read in place
/// as plain text; a test that needs them is skipped, and says so, where they are not.
final class SampleSources {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORPHAN_LIST = "";

  private final Map<String, String> texts = new HashMap<>();

  private SampleSources() {}

  static SampleSources open() throws IOException {
    Path data = Path.of(System.getProperty("evidence.shared", "../../../shared"), "data");
    boolean there = Files.isDirectory(data);
    // Where CI runs, what cannot be checked is an error; elsewhere it is skipped, and that shows.
    if (!there && System.getenv("CI") == null) {
      System.err.println("SKIPPED: the real data are not at " + data.toAbsolutePath());
      Assumptions.assumeTrue(there, "the real data are not at " + data.toAbsolutePath());
    }
    SampleSources sources = new SampleSources();
    sources.openFda(data.resolve("openfda-label"));
    sources.spl(data.resolve("spl/humira.xml"));
    sources.leaflets(data.resolve("ema-leaflets/ema-package-leaflets-fhir-fsh.tar.gz"));
    sources.labeledIn(data.resolve("indications/LabeledIn_annotated_XML.dev.txt.gz"));
    Path designations = data.resolve("indications/fda_orphan_drug_reference.json.gz");
    sources.texts.put(ORPHAN_LIST, plain(JSON.readTree(bytes(designations)).toString()));
    return sources;
  }

  /// The text of the document that a statement's source names.
  String text(JsonNode source) {
    String document = source.path("setId").asText();
    String text = texts.get(document);
    if (text == null) {
      throw new IllegalArgumentException("no document " + document);
    }
    return text;
  }

  /// Spaces as one, and apostrophes as the space that some of the data have in their place.
  static String plain(String text) {
    return text.replaceAll("[\\s'’‘]+", " ").strip();
  }

  private void openFda(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".json.gz")).toList()) {
        JsonNode json = JSON.readTree(bytes(file));
        JsonNode label = json.has("results") ? json.path("results").path(0) : json;
        texts.put(label.path("set_id").asText(), plain(label.toString()));
      }
    }
  }

  private void spl(Path file) throws IOException {
    String xml = Files.readString(file);
    int at = xml.indexOf("<setId root=\"") + "<setId root=\"".length();
    texts.put(xml.substring(at, xml.indexOf('"', at)), withoutMarkup(xml));
  }

  /// Under the marketing authorisation: `EU/1/02/203` of `EU/1/02/203/005`.
  private void leaflets(Path archive) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String leaflet = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        int at = leaflet.indexOf("\"EU/");
        if (at >= 0) {
          String[] number = leaflet.substring(at + 1, leaflet.indexOf('"', at + 1)).split("/");
          if (number.length > 3) {
            texts.put(String.join("/", List.of(number).subList(0, 4)), withoutMarkup(leaflet));
          }
        }
      }
    }
  }

  private void labeledIn(Path file) throws IOException {
    for (String line : new String(bytes(file), StandardCharsets.UTF_8).lines().toList()) {
      String[] fields = line.split("\\|", 4);
      if (fields.length == 4) {
        texts.put(fields[1], plain(fields[2].replaceAll("<[^>]+>", "")));
      }
    }
  }

  private static String withoutMarkup(String text) {
    return plain(
        text.replaceAll("<[^>]+>", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"));
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      return in.readAllBytes();
    }
  }
}
