package org.livingevidence.bench.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Writes openFDA's drug labels of any number in the likeness of real ones. The same folder,
/// seed and numbers always give the same bytes.
///
/// Each label has the sections and the words of one real label, with a made name wherever that one
/// names its drug. A moiety has eighteen labels on average, a few moieties have hundreds, as in
/// openFDA's set; labels of one moiety are of one real label, so that they share texts as those of
/// generics do.
public final class LabelGenerator {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LABELS_PER_MOIETY = 18;
  private static final String[] SYLLABLES =
      "ba ce di fo gu ha ki lo ma ne pi ro sy ta thu va xe zo dra bel".split(" ");
  private static final String[] ENDINGS = "mab nib pril statin olol azole tide vir".split(" ");

  private final List<Template> templates = new ArrayList<>();
  private final long seed;

  /// A real label.
  ///
  /// @param names of its drug, in whatever case
  private record Template(String sections, Pattern names) {}

  /// @param folder real labels, one a file
  /// @throws IOException when there are none
  public LabelGenerator(Path folder, long seed) throws IOException {
    this.seed = seed;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        add(file);
      }
    }
    if (templates.isEmpty()) {
      throw new IOException("no labels in " + folder);
    }
  }

  private void add(Path file) throws IOException {
    JsonNode read;
    try (InputStream in = open(file)) {
      read = JSON.readTree(in);
    }
    for (JsonNode label :
        read.has("results") ? read.path("results") : JSON.createArrayNode().add(read)) {
      var names =
          new TreeSet<String>(
              Comparator.comparingInt(String::length).reversed().thenComparing(name -> name));
      for (String field : List.of("generic_name", "substance_name", "brand_name")) {
        for (JsonNode name : label.at("/openfda/" + field)) {
          if (name.asText().length() > 3) {
            names.add(Pattern.quote(name.asText()));
          }
        }
      }
      if (!names.isEmpty() && label instanceof ObjectNode object) {
        object.remove(
            List.of(
                "set_id",
                "id",
                "version",
                "effective_time",
                "openfda",
                "spl_id",
                "package_label_principal_display_panel"));
        templates.add(
            new Template(
                object.toString(),
                Pattern.compile("(?i)\\b(?:" + String.join("|", names) + ")\\b")));
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
  }

  /// Writes one gzip file.
  ///
  /// @param first the number of the first label
  /// @param count how many labels
  /// @param all how many there will be in all files, of which the number of moieties follows
  public void write(Path file, int first, int count, int all) throws IOException {
    try (var zipped = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
        Writer out =
            new BufferedWriter(new OutputStreamWriter(zipped, StandardCharsets.UTF_8), 1 << 16)) {
      out.write("{\"meta\":{\"last_updated\":\"2026-01-01\"},\"results\":[\n");
      for (int i = first; i < first + count; i++) {
        out.write(label(i, all).toString());
        out.write(i + 1 < first + count ? ",\n" : "\n");
      }
      out.write("]}\n");
    }
  }

  /// The set id of a label.
  public String setId(int number) {
    return UUID.nameUUIDFromBytes((seed + "/" + number).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private ObjectNode label(int number, int all) throws IOException {
    var random = new SplittableRandom(seed * 1_000_003 + number);
    int moieties = Math.max(1, all / LABELS_PER_MOIETY);
    // The square draws some moieties far more often than others.
    double drawn = random.nextDouble();
    int moiety = (int) (moieties * drawn * drawn);
    String name = name(moiety);
    var template = templates.get(Math.floorMod(moiety * 7919, templates.size()));
    var label =
        (ObjectNode) JSON.readTree(template.names().matcher(template.sections()).replaceAll(name));
    String setId = setId(number);
    label
        .put("set_id", setId)
        .put("id", UUID.nameUUIDFromBytes(setId.getBytes(StandardCharsets.UTF_8)).toString())
        .put("version", Integer.toString(1 + random.nextInt(40)))
        .put(
            "effective_time",
            "20%02d%02d%02d"
                .formatted(
                    10 + random.nextInt(16), 1 + random.nextInt(12), 1 + random.nextInt(28)));
    var openfda = label.putObject("openfda");
    String upper = name.toUpperCase(Locale.ROOT);
    boolean original = random.nextInt(LABELS_PER_MOIETY) == 0;
    openfda.putArray("generic_name").add(upper);
    openfda.putArray("substance_name").add(upper);
    openfda.putArray("brand_name").add(original ? "Bra" + name : upper);
    openfda.putArray("manufacturer_name").add("Maker " + random.nextInt(500));
    openfda.putArray("unii").add("GEN" + "%07d".formatted(moiety));
    openfda.putArray("route").add("ORAL");
    openfda
        .putArray("application_number")
        .add((original ? "NDA" : "ANDA") + (100_000 + random.nextInt(900_000)));
    openfda
        .putArray("product_ndc")
        .add("%05d-%03d".formatted(random.nextInt(100_000), random.nextInt(1000)));
    openfda.putArray("spl_set_id").add(setId);
    openfda.putArray("product_type").add("HUMAN PRESCRIPTION DRUG");
    return label;
  }

  private static String name(int moiety) {
    var name = new StringBuilder();
    for (int rest = moiety + 400; rest > 0; rest /= SYLLABLES.length) {
      name.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return name.append(ENDINGS[moiety % ENDINGS.length]).toString();
  }
}
