package org.livingevidence.teststack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The metrics that `docs/operations.md` promises, and whether a service keeps the promise: what is
/// served and not documented counts as much as what is documented and not served.
public final class DocumentedMetrics {
  /// What the names of ours begin with; the others are Quarkus's, Kafka's and the JVM's.
  public static final String PREFIX = "living_evidence_";

  private static final Pattern ROW =
      Pattern.compile("^\\| `(" + PREFIX + "[a-z_]+)(?:\\{([a-z,]+)})?` \\| ([a-z, ]+) \\| (.*)$");
  private static final Pattern OTHER = Pattern.compile("^\\| `([a-z_]+)` \\| of Quarkus \\| .*$");
  private static final Pattern TYPE = Pattern.compile("^# TYPE (" + PREFIX + "\\S+) \\S+$");
  private static final Pattern SAMPLE =
      Pattern.compile("^(" + PREFIX + "[a-z_]+)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Set<String> OF_DISTRIBUTIONS = Set.of("le", "quantile");

  private DocumentedMetrics() {}

  /// The documented metrics of a service, or of any where it is `""`: each name with its labels.
  public static Map<String, Set<String>> of(String service) {
    Map<String, Set<String>> documented = new TreeMap<>();
    for (String line : document()) {
      Matcher row = ROW.matcher(line);
      if (!row.matches()) {
        assertThat(line).as("a row of the metrics").doesNotStartWith("| `" + PREFIX);
        continue;
      }
      List<String> services = List.of(row.group(3).split(", "));
      if (service.isEmpty() || services.contains("all") || services.contains(service)) {
        String labels = row.group(2) == null ? "" : row.group(2);
        documented.put(
            row.group(1), labels.isEmpty() ? Set.of() : new TreeSet<>(List.of(labels.split(","))));
      }
    }
    return documented;
  }

  /// The documented metrics that are not ours; every service serves them.
  public static Set<String> others() {
    Set<String> others = new TreeSet<>();
    for (String line : document()) {
      Matcher row = OTHER.matcher(line);
      if (row.matches()) {
        others.add(row.group(1));
      }
    }
    return others;
  }

  /// Compares what a running service serves with what is documented of it.
  ///
  /// @param base where it runs
  /// @param service `gateway`, `citation` or `drug`, as the document calls it
  public static void assertServed(URI base, String service) {
    URI metrics = base.resolve("/q/metrics");
    // Of HTTP there is something to say after a request to other than the metrics.
    answered(base.resolve("/api/v1/openapi"));
    String exposition = scrape(metrics);
    assertThat(exposition)
        .as("metrics of Quarkus in docs/operations.md")
        .contains(others().stream().map(name -> "# TYPE " + name + " ").toList());
    Map<String, Set<String>> served = served(exposition);
    assertThat(served)
        .as("metrics of the %s in docs/operations.md", service)
        .isEqualTo(of(service));
  }

  private static Map<String, Set<String>> served(String exposition) {
    Map<String, Set<String>> served = new TreeMap<>();
    exposition
        .lines()
        .map(TYPE::matcher)
        .filter(Matcher::matches)
        .forEach(type -> served.put(type.group(1), new TreeSet<>()));
    // The longest observation of a distribution is part of it.
    served.keySet().removeIf(name -> name.endsWith("_max") && served.containsKey(shorter(name)));
    exposition
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(
            sample -> {
              String name = sample.group(1);
              Set<String> labels =
                  requireNonNull(served.get(served.containsKey(name) ? name : shorter(name)), name);
              Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
              while (label.find()) {
                if (!OF_DISTRIBUTIONS.contains(label.group(1))) {
                  labels.add(label.group(1));
                }
              }
            });
    return served;
  }

  /// A name without its last part: of `x_bucket`, `x_sum`, `x_count` and `x_max`, `x`.
  private static String shorter(String name) {
    return name.substring(0, name.lastIndexOf('_'));
  }

  private static String scrape(URI metrics) {
    HttpResponse<String> response = answered(metrics);
    assertThat(response.statusCode()).as(metrics.toString()).isEqualTo(200);
    return response.body();
  }

  private static HttpResponse<String> answered(URI uri) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("Accept", "text/plain;version=0.0.4").build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> document() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docs/operations.md"))) {
      folder = folder.getParent();
    }
    try {
      return Files.readAllLines(
          requireNonNull(folder, "no folder above this one has docs/operations.md")
              .resolve("docs/operations.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
