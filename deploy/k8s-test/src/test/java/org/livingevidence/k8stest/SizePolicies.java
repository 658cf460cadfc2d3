package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a process fits into what its pod is given: memory, and time to end in.
final class SizePolicies {
  /// The parts of a JVM's memory that its options bound.
  private static final List<String> PARTS =
      List.of(
          "-Xmx",
          "-XX:MaxDirectMemorySize=",
          "-XX:MaxMetaspaceSize=",
          "-XX:ReservedCodeCacheSize=");

  /// What is left for threads, the collector and the C library.
  private static final double SHARE = 0.9;

  private SizePolicies() {}

  static List<String> sizes(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest workload : Manifest.workloads(all)) {
      Map<String, String> environment = Environment.of(workload, all);
      workload
          .containers()
          .forEach(
              container -> {
                JsonNode resources = container.path("resources");
                for (String pointer :
                    List.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")) {
                  PodPolicies.require(
                      wrong, !resources.at(pointer).isMissingNode(), workload, "lacks " + pointer);
                }
                long limit = bytes(resources.at("/limits/memory").asText("0"));
                String options = environment.getOrDefault("JDK_JAVA_OPTIONS", "");
                long sum = 0;
                for (String part : PARTS) {
                  long size = option(options, part);
                  PodPolicies.require(wrong, size > 0, workload, "leaves open its JVM's " + part);
                  sum += size;
                }
                PodPolicies.require(
                    wrong,
                    sum <= SHARE * limit,
                    workload,
                    "has a JVM of up to %d MiB in a limit of %d MiB"
                        .formatted(sum >> 20, limit >> 20));
              });
    }
    return wrong;
  }

  /// After SIGTERM: long enough unready for everybody to notice, and done before the kill.
  static List<String> shutdown(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      Map<String, String> environment = Environment.of(deployment, all);
      Duration delay = duration(environment.getOrDefault("QUARKUS_SHUTDOWN_DELAY", "0s"));
      Duration timeout = duration(environment.getOrDefault("QUARKUS_SHUTDOWN_TIMEOUT", "0s"));
      long grace = deployment.podSpec().path("terminationGracePeriodSeconds").asLong(30);
      PodPolicies.require(wrong, delay.toSeconds() >= 3, deployment, "ends before it is noticed");
      PodPolicies.require(wrong, timeout.toSeconds() >= 10, deployment, "cuts requests off");
      PodPolicies.require(
          wrong,
          delay.plus(timeout).toSeconds() + 5 <= grace,
          deployment,
          "may be killed before it has ended");
      JsonNode update = deployment.at("/spec/strategy/rollingUpdate");
      PodPolicies.require(
          wrong,
          update.path("maxUnavailable").asInt(-1) == 0,
          deployment,
          "is replaced before there is another");
    }
    return wrong;
  }

  private static Duration duration(String text) {
    return Duration.ofSeconds(Long.parseLong(text.replaceAll("s$", "")));
  }

  private static long option(String options, String name) {
    Matcher matcher = Pattern.compile(Pattern.quote(name) + "(\\d+[kmg])").matcher(options);
    return matcher.find() ? bytes(matcher.group(1)) : 0;
  }

  /// A Kubernetes quantity of memory (`512Mi`) or a JVM's size (`512m`).
  private static long bytes(String text) {
    Matcher matcher = Pattern.compile("(\\d+)([KMGkmg]?)i?").matcher(text);
    if (!matcher.matches()) {
      return 0;
    }
    int shift =
        switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }
}
