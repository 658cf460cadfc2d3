package org.livingevidence.bench.extraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.livingevidence.bench.generate.PubmedGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Extraction against `xtract -mixed`: real files compared field by field, and a generated one for
/// the processor time of both, in turn.
@Command(
    name = "extraction",
    mixinStandardHelpOptions = true,
    description = "Our reader of PubMed XML beside NCBI's xtract, field by field and by time.")
public final class ExtractionCommand implements Callable<Integer> {
  @Option(
      names = "--like",
      required = true,
      description = "Folder of real PubMed XML: it is compared, and the generated file is like it.")
  Path like = Path.of(".");

  @Option(names = "--records", defaultValue = "30000", description = "Records of the timed file.")
  int records;

  @Option(names = "--rounds", defaultValue = "5", description = "Timed runs of each, in turn.")
  int rounds;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("bench-");
    try {
      Comparison real = new Comparison();
      try (var files = Files.list(like)) {
        for (Path file : files.sorted().toList()) {
          compare(plain(file, folder.resolve("real.xml")), folder.resolve("rows"), real);
        }
      }
      System.out.printf("real files: %d articles%n%n", real.records());
      real.print();
      Path zipped = folder.resolve("generated.xml.gz");
      new PubmedGenerator(like, 1).write(zipped, 100_000_000, records);
      Path file = plain(zipped, folder.resolve("generated.xml"));
      Comparison generated = new Comparison();
      compare(file, folder.resolve("rows"), generated);
      System.out.printf(
          "%ngenerated: %d articles, %.0f MB%n%n", generated.records(), Files.size(file) / 1e6);
      generated.print();
      times(file, folder.resolve("rows"));
      return generated.records() == records && generated.agrees() && real.agrees() ? 0 : 1;
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void times(Path file, Path rows) throws Exception {
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      theirs[round] = Xtract.run(file, rows);
      double before = processSeconds();
      OurReader.read(file, citation -> {});
      ours[round] = processSeconds() - before;
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    System.out.printf(
        Locale.ROOT,
        "%n| CPU s, all threads | median | least | most | records/s of one core |%n|---|---|---|---|---|%n"
            + "| xtract -mixed | %.2f | %.2f | %.2f | %.0f |%n| our reader, warm | %.2f | %.2f | %.2f | %.0f |%n"
            + "%nour reader takes the whole record, not only these fields; ratio of medians %.2f%n",
        theirs[rounds / 2],
        theirs[0],
        theirs[rounds - 1],
        records / theirs[rounds / 2],
        ours[rounds / 2],
        ours[0],
        ours[rounds - 1],
        records / ours[rounds / 2],
        theirs[rounds / 2] / ours[rounds / 2]);
  }

  private static double processSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /// Files that are no sets of articles, or that cannot be read to their end, have nothing to
  /// compare.
  private static void compare(Path file, Path rows, Comparison comparison)
      throws IOException, InterruptedException {
    Deque<Fields> ours = new ArrayDeque<>();
    try {
      OurReader.fields(file, ours::add);
    } catch (IOException | IllegalArgumentException e) {
      return;
    }
    Xtract.run(file, rows);
    List<Fields> theirs = new ArrayList<>();
    Xtract.read(rows, theirs::add);
    for (Fields other : theirs) {
      ours.stream()
          .filter(one -> one.pmid().equals(other.pmid()))
          .findFirst()
          .ifPresent(
              one -> {
                ours.remove(one);
                comparison.add(one, other);
              });
    }
  }

  private static Path plain(Path file, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Files.copy(
          file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
          target,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return target;
  }
}
