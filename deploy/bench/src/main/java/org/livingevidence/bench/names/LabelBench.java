package org.livingevidence.bench.names;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.livingevidence.extraction.LabelReader;
import org.livingevidence.extraction.LabelSection;
import org.livingevidence.extraction.Statement;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How well indications are read out of labels, against those that experts marked in LabeledIn.
///
/// A concept counts once for a label. In MeSH ids, a concept that the published table gives no MeSH
/// heading is left out, and so is what we find in the words that were marked with it; in all ids it
/// counts under its UMLS id, which we find by the names that Mondo has for it.
@Command(
    name = "labels",
    mixinStandardHelpOptions = true,
    description = "Indications in label text: precision, recall, F1, labels/s.")
public final class LabelBench implements Callable<Integer> {
  private static final String INDICATIONS = "34067-9";
  private static final int ROUNDS = 6;
  private static final double[] STEPS = {0, 0.7, 0.8, 0.87, 0.92, 0.95};

  @Option(names = "--data", required = true, description = "Folder of the public data.")
  Path data = Path.of(".");

  @Option(names = "--errors", defaultValue = "8", description = "Worst errors shown of each kind.")
  int errors;

  @Override
  public Integer call() {
    if (!Files.isDirectory(data.resolve("indications"))) {
      System.out.println("skipped: no labels under " + data.toAbsolutePath());
      return 0;
    }
    DiseaseNames names = DiseaseNames.load(data);
    names.umls(data, LabeledIn.mesh(data, names).keySet());
    List<LabeledIn.Label> all = LabeledIn.read(data, names).labels();
    List<LabeledIn.Label> work = all.stream().filter(label -> !label.heldOut()).toList();
    List<LabeledIn.Label> heldOut = all.stream().filter(LabeledIn.Label::heldOut).toList();
    Dictionary worded = names.addTo(Dictionary.conditions()).build();
    Dictionary.Builder builder = names.addTo(Dictionary.conditions());
    List<AnnotatedText> training =
        work.stream()
            .map(label -> new AnnotatedText(label.id(), List.of(label.text()), label.marks()))
            .toList();
    TrainingStrings.addTo(builder, training, UnaryOperator.identity());
    Dictionary trained = builder.build();
    System.out.printf(
        "LabeledIn: rules made on %d labels, %d held out by ingredient%n",
        work.size(), heldOut.size());
    both("every name in a label, held out", heldOut, label -> hits(worded, label));
    both("statements, on the labels worked on", work, label -> statements(worded, label));
    both("statements, held out", heldOut, label -> statements(worded, label));
    both("  and training strings, held out", heldOut, label -> statements(trained, label));
    both("statements, all labels", all, label -> statements(worded, label));
    steps("on the labels worked on", work, worded);
    steps("held out", heldOut, worded);
    System.out.print(errorsOf(work, worded, names).worst(errors));
    speed(all, worded);
    return 0;
  }

  /// @param meant what a place in the text is taken for
  private record Hit(int start, int end, String text, Set<String> meant) {
    boolean meets(AnnotatedText.Mark mark) {
      return mark.start() < end && start < mark.end();
    }
  }

  private interface Finder {
    List<Hit> in(LabeledIn.Label label);
  }

  private static List<Hit> hits(Dictionary dictionary, LabeledIn.Label label) {
    List<Hit> hits = new ArrayList<>();
    for (Mention mention : dictionary.find(label.text())) {
      hits.add(
          new Hit(
              mention.start(), mention.end(), mention.text(), new HashSet<>(mention.concepts())));
    }
    return hits;
  }

  private static List<Hit> statements(Dictionary dictionary, LabeledIn.Label label) {
    return statements(dictionary, label, 0);
  }

  private static List<Hit> statements(
      Dictionary dictionary, LabeledIn.Label label, double leastConfidence) {
    List<Hit> hits = new ArrayList<>();
    LabelReader reader = new LabelReader(dictionary, Dictionary.builder().build());
    for (Statement each : reader.read(List.of(new LabelSection(INDICATIONS, "", label.text())))) {
      if (each.kind() == Statement.Kind.INDICATION && each.confidence() >= leastConfidence) {
        hits.add(
            new Hit(
                each.place().targetStart(),
                each.place().targetEnd(),
                each.target().words(),
                new HashSet<>(each.target().concepts())));
      }
    }
    return hits;
  }

  private static void both(String title, List<LabeledIn.Label> labels, Finder finder) {
    Tally mesh = Tally.NONE;
    Tally every = Tally.NONE;
    for (LabeledIn.Label label : labels) {
      List<Hit> hits = finder.in(label);
      every = every.plus(compare(label.concepts(), found(hits)));
      mesh = mesh.plus(compare(meshOf(label), found(inMesh(label, hits))));
    }
    System.out.printf("  %-38s MeSH ids  %s%n", title, mesh);
    System.out.printf("  %-38s all ids   %s%n", "", every);
  }

  /// What is right of the statements that a rule is at least so sure of: of the concepts as above,
  /// and of the places, whether experts marked something there.
  private static void steps(String title, List<LabeledIn.Label> labels, Dictionary dictionary) {
    System.out.printf("%nby least confidence, %s%n", title);
    for (double least : STEPS) {
      Tally mesh = Tally.NONE;
      int places = 0;
      int marked = 0;
      for (LabeledIn.Label label : labels) {
        List<Hit> hits = statements(dictionary, label, least);
        mesh = mesh.plus(compare(meshOf(label), found(inMesh(label, hits))));
        places += hits.size();
        marked += (int) hits.stream().filter(hit -> isMarked(label, hit)).count();
      }
      System.out.printf(
          "  ≥ %.2f  MeSH ids %s  places P %.3f of %d%n",
          least, mesh, places == 0 ? 0 : (double) marked / places, places);
    }
  }

  /// Whether experts marked these words, or the same concept elsewhere in the label.
  private static boolean isMarked(LabeledIn.Label label, Hit hit) {
    return label.marks().stream().anyMatch(hit::meets)
        || hit.meant().stream().anyMatch(label.concepts()::contains);
  }

  private static Set<String> found(List<Hit> hits) {
    Set<String> found = new LinkedHashSet<>();
    hits.forEach(hit -> found.addAll(hit.meant()));
    return found;
  }

  private static Set<String> meshOf(LabeledIn.Label label) {
    Set<String> mesh = new LinkedHashSet<>(label.concepts());
    mesh.removeIf(LabelBench::isUmls);
    return mesh;
  }

  /// Less what stands in words that were marked with something that MeSH has not, unless it is
  /// marked elsewhere: a sentence states a concept once, wherever it names it.
  private static List<Hit> inMesh(LabeledIn.Label label, List<Hit> hits) {
    Set<String> marked = meshOf(label);
    return hits.stream()
        .filter(
            hit ->
                hit.meant().stream().anyMatch(marked::contains)
                    || label.marks().stream()
                        .noneMatch(
                            mark ->
                                hit.meets(mark)
                                    && mark.concepts().stream().allMatch(LabelBench::isUmls)))
        .filter(hit -> !hit.meant().stream().allMatch(LabelBench::isUmls))
        .toList();
  }

  private static boolean isUmls(String concept) {
    return concept.length() == 8 && concept.charAt(0) == 'C';
  }

  private static Tally compare(Set<String> marked, Set<String> found) {
    int right = (int) found.stream().filter(marked::contains).count();
    return new Tally(right, found.size() - right, marked.size() - right);
  }

  private static Errors errorsOf(
      List<LabeledIn.Label> labels, Dictionary dictionary, DiseaseNames names) {
    Errors errors = new Errors();
    for (LabeledIn.Label label : labels) {
      List<Hit> hits = inMesh(label, statements(dictionary, label));
      Set<String> mentioned = found(hits(dictionary, label));
      Set<String> marked = meshOf(label);
      Map<String, Hit> wrong = new LinkedHashMap<>();
      hits.forEach(hit -> hit.meant().forEach(id -> wrong.putIfAbsent(id, hit)));
      wrong.keySet().removeAll(marked);
      wrong.forEach(
          (id, hit) ->
              errors.add(
                  label.marks().stream().anyMatch(hit::meets)
                      ? "wrong: marked as something else"
                      : "wrong: not marked",
                  said(hit.text(), id, names)));
      Set<String> found = found(hits);
      for (AnnotatedText.Mark mark : label.marks()) {
        for (String id : mark.concepts()) {
          if (!isUmls(id) && !found.contains(id)) {
            errors.add(
                mentioned.contains(id) ? "missed: left out by a rule" : "missed: not recognised",
                said(mark.text(), id, names));
          }
        }
      }
    }
    return errors;
  }

  private static String said(String text, String id, DiseaseNames names) {
    return text.toLowerCase(Locale.ROOT).replace('\n', ' ')
        + " = "
        + id
        + " "
        + names.preferred(id);
  }

  private static void speed(List<LabeledIn.Label> labels, Dictionary dictionary) {
    ThreadMXBean clock = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long characters = labels.stream().mapToLong(label -> label.text().length()).sum();
    double best = 0;
    double worst = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = clock.getCurrentThreadCpuTime();
      labels.forEach(label -> statements(dictionary, label));
      double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
      if (round >= ROUNDS / 2) {
        best = Math.max(best, labels.size() / seconds);
        worst = Math.min(worst, labels.size() / seconds);
      }
    }
    System.out.printf(
        "%nthroughput: %,.0f to %,.0f sections on indications per second and core, of %,d characters"
            + " on average%n",
        worst, best, characters / labels.size());
  }
}
