package org.livingevidence.bench.names;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.livingevidence.terminology.Dictionary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How well and how fast the names of diseases are found in annotated abstracts.
@Command(
    name = "terminology",
    mixinStandardHelpOptions = true,
    description = "Disease names in annotated abstracts: precision, recall, F1, abstracts/s.")
public final class TerminologyBench implements Callable<Integer> {
  private static final int ROUNDS = 10;
  private static final int REPEATS = 10;

  @Option(names = "--data", required = true, description = "Folder of the public data.")
  Path data = Path.of(".");

  @Option(names = "--errors", defaultValue = "8", description = "Worst errors shown of each kind.")
  int errors;

  @Option(names = "--train", description = "Show errors of the training set, to work on.")
  boolean train;

  @Override
  public Integer call() {
    if (!Files.isDirectory(data.resolve("corpora"))) {
      System.out.println("skipped: no corpora under " + data.toAbsolutePath());
      return 0;
    }
    DiseaseNames names = DiseaseNames.load(data);
    Dictionary preferred = names.preferredTo(Dictionary.builder()).build();
    Dictionary plain = names.addTo(Dictionary.builder()).build();
    Dictionary worded = names.addTo(Dictionary.conditions()).build();
    corpus(
        "BC5CDR development set, trained on its training set",
        List.of(preferred, plain, worded),
        names,
        UnaryOperator.identity(),
        "CDR_TrainingSet.PubTator.txt.gz",
        "CDR_DevelopmentSet.PubTator.txt.gz");
    corpus(
        "NCBI Disease development set, trained on its training set",
        List.of(preferred, plain, worded),
        names,
        names::primary,
        "NCBItrainset_corpus.txt.gz",
        "NCBIdevelopset_corpus.txt.gz");
    speed(worded);
    return 0;
  }

  private List<AnnotatedText> read(String file) {
    return AnnotatedText.read(data.resolve("corpora").resolve(file));
  }

  private void corpus(
      String title,
      List<Dictionary> untrained,
      DiseaseNames names,
      UnaryOperator<String> id,
      String trainingFile,
      String developmentFile) {
    List<AnnotatedText> training = read(trainingFile);
    List<AnnotatedText> development = read(developmentFile);
    System.out.printf("%n%s: %d texts%n", title, development.size());
    Dictionary.Builder builder = names.addTo(Dictionary.conditions());
    TrainingStrings.addTo(builder, training, id);
    Dictionary trained = builder.build();
    Set<String> refused = TrainingStrings.refused(trained, training);
    row("preferred names only", names, id, untrained.get(0), development, Set.of());
    row("all names as they are", names, id, untrained.get(1), development, Set.of());
    Evaluation worded =
        row("all names, worded as diseases", names, id, untrained.get(2), development, Set.of());
    row("  and training strings", names, id, trained, development, Set.of());
    row("  and what training left unmarked", names, id, trained, development, refused);
    if (train) {
      worded = row("TRAINING SET, worded", names, id, untrained.get(2), training, Set.of());
    }
    System.out.print(worded.errors.worst(errors));
  }

  private static Evaluation row(
      String title,
      DiseaseNames names,
      UnaryOperator<String> id,
      Dictionary dictionary,
      List<AnnotatedText> texts,
      Set<String> refused) {
    Evaluation evaluation = new Evaluation(names, id);
    System.out.printf("  %-36s %s%n", title, evaluation.of(dictionary, texts, refused));
    return evaluation;
  }

  /// CPU time of one thread, since the machine may be shared.
  private void speed(Dictionary dictionary) {
    List<AnnotatedText> texts = new ArrayList<>(read("CDR_TrainingSet.PubTator.txt.gz"));
    texts.addAll(read("CDR_DevelopmentSet.PubTator.txt.gz"));
    ThreadMXBean clock = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] rates = new double[ROUNDS];
    long mentions = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = clock.getCurrentThreadCpuTime();
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        for (AnnotatedText text : texts) {
          mentions += dictionary.findAll(text.parts()).stream().mapToInt(List::size).sum();
        }
      }
      rates[round] = 1e9 * REPEATS * texts.size() / (clock.getCurrentThreadCpuTime() - start);
    }
    double[] warm = Arrays.copyOfRange(rates, ROUNDS / 2, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "%nthroughput: %,d names; %,.0f abstracts/s per core, warm (%,.0f to %,.0f in %d rounds of"
            + " %,d; %,d mentions)%n",
        dictionary.size(),
        warm[warm.length / 2],
        warm[0],
        warm[warm.length - 1],
        warm.length,
        REPEATS * texts.size(),
        mentions);
  }
}
