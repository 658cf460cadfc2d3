package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the NetworkPolicies of an overlay let pass what its settings need.
final class NetworkWays {
  private static final Pattern ADDRESS = Pattern.compile("(?:^|//|,)([a-z][a-z0-9-]+):(\\d+)");

  private NetworkWays() {}

  /// A way that has to be open, between pods with these labels.
  private record Way(Map<String, String> from, Map<String, String> to, int port) {}

  /// Ways that settings name and no policy opens.
  static List<String> missing(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest workload : Manifest.workloads(all)) {
      Map<String, String> environment = Environment.of(workload, all);
      boolean migration = "true".equals(environment.get("QUARKUS_INIT_AND_EXIT"));
      environment.forEach(
          (name, value) -> {
            if (migration && !name.equals("QUARKUS_DATASOURCE_JDBC_URL")) {
              return;
            }
            Matcher address = ADDRESS.matcher(value);
            while (address.find()) {
              way(wrong, workload, name, address, all);
            }
          });
      if (!migration && readsSources(workload.name())) {
        PodPolicies.require(
            wrong, open(workload.podLabels(), all), workload, "cannot reach its sources outside");
      }
      PodPolicies.require(wrong, looksUp(workload, all), workload, "cannot look names up");
      if (workload.is("Deployment")) {
        PodPolicies.require(
            wrong,
            fromNamespace("monitoring", workload, all),
            workload,
            "is hidden from Prometheus");
      }
    }
    Manifest.find(all, "Ingress", "gateway")
        .flatMap(ingress -> Manifest.find(all, "Deployment", "gateway"))
        .ifPresent(
            gateway ->
                PodPolicies.require(
                    wrong, fromNamespace("ingress-nginx", gateway, all), gateway, "has no way in"));
    return wrong;
  }

  /// What nobody names does not pass.
  static List<String> closed(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    boolean denied =
        policies(all)
            .anyMatch(
                policy ->
                    policy.at("/spec/podSelector").isEmpty()
                        && types(policy).containsAll(List.of("Ingress", "Egress"))
                        && policy.at("/spec/ingress").isMissingNode()
                        && policy.at("/spec/egress").isMissingNode());
    if (!denied) {
      wrong.add("no policy denies what is not named");
    }
    Manifest gateway = Manifest.find(all, "Deployment", "gateway").orElseThrow();
    Manifest drugs = Manifest.find(all, "Deployment", "drug-service").orElseThrow();
    PodPolicies.require(
        wrong,
        shut(new Way(drugs.podLabels(), gateway.podLabels(), 8080), all),
        drugs,
        "may reach the gateway, which it does not need");
    PodPolicies.require(
        wrong,
        shut(new Way(gateway.podLabels(), Map.of("cnpg.io/cluster", "drug-db"), 5432), all),
        gateway,
        "may reach another's database");
    PodPolicies.require(
        wrong, !open(gateway.podLabels(), all), gateway, "may reach the world, which it need not");
    return wrong;
  }

  private static void way(
      List<String> wrong, Manifest workload, String setting, Matcher address, List<Manifest> all) {
    Map<String, String> to = podsBehind(address.group(1), all);
    if (to.isEmpty()) {
      wrong.add(workload + " names " + address.group() + " in " + setting + ", which is nobody");
      return;
    }
    PodPolicies.require(
        wrong,
        passes(new Way(workload.podLabels(), to, Integer.parseInt(address.group(2))), all),
        workload,
        "has no way to " + address.group() + " of " + setting);
  }

  /// The labels of the pods that a Service leads to: one of ours, or one that an operator makes.
  private static Map<String, String> podsBehind(String host, List<Manifest> all) {
    if (host.endsWith("-rw")) {
      String cluster = host.substring(0, host.length() - "-rw".length());
      return Manifest.find(all, "Cluster", cluster).isPresent()
          ? Map.of("cnpg.io/cluster", cluster)
          : Map.of();
    }
    if (host.endsWith("-kafka-bootstrap")) {
      String kafka = host.substring(0, host.length() - "-kafka-bootstrap".length());
      return Manifest.find(all, "Kafka", kafka).isPresent()
          ? Map.of("strimzi.io/cluster", kafka, "strimzi.io/broker-role", "true")
          : Map.of();
    }
    return Manifest.find(all, "Service", host)
        .map(service -> ReferencePolicies.selected(all, service.at("/spec/selector")))
        .filter(pods -> !pods.isEmpty())
        .map(pods -> pods.getFirst().podLabels())
        .orElse(Map.of());
  }

  /// At both ends.
  private static boolean shut(Way way, List<Manifest> all) {
    return !allows(way.from(), "Egress", "egress", "to", way.to(), way.port(), all)
        && !allows(way.to(), "Ingress", "ingress", "from", way.from(), way.port(), all);
  }

  private static boolean passes(Way way, List<Manifest> all) {
    return allows(way.from(), "Egress", "egress", "to", way.to(), way.port(), all)
        && allows(way.to(), "Ingress", "ingress", "from", way.from(), way.port(), all);
  }

  private static boolean allows(
      Map<String, String> of,
      String type,
      String rules,
      String peers,
      Map<String, String> other,
      int port,
      List<Manifest> all) {
    List<Manifest> selecting =
        policies(all).filter(p -> selects(p, of) && types(p).contains(type)).toList();
    return selecting.isEmpty()
        || selecting.stream()
            .flatMap(policy -> Manifest.elements(policy.at("/spec/" + rules)))
            .anyMatch(
                rule ->
                    port(rule, port)
                        && Manifest.elements(rule.path(peers))
                            .anyMatch(
                                peer ->
                                    !peer.has("namespaceSelector")
                                        && ReferencePolicies.matches(
                                            peer.at("/podSelector/matchLabels"), other)));
  }

  /// To public addresses, by HTTPS.
  private static boolean open(Map<String, String> of, List<Manifest> all) {
    List<Manifest> selecting =
        policies(all).filter(p -> selects(p, of) && types(p).contains("Egress")).toList();
    return selecting.isEmpty()
        || selecting.stream()
            .flatMap(policy -> Manifest.elements(policy.at("/spec/egress")))
            .anyMatch(
                rule ->
                    port(rule, 443)
                        && Manifest.elements(rule.path("to")).anyMatch(to -> to.has("ipBlock")));
  }

  private static boolean looksUp(Manifest workload, List<Manifest> all) {
    List<Manifest> selecting =
        policies(all)
            .filter(p -> selects(p, workload.podLabels()) && types(p).contains("Egress"))
            .toList();
    return selecting.isEmpty()
        || selecting.stream()
            .flatMap(policy -> Manifest.elements(policy.at("/spec/egress")))
            .anyMatch(rule -> port(rule, 53));
  }

  private static boolean fromNamespace(String namespace, Manifest workload, List<Manifest> all) {
    int port = workload.podSpec().at("/containers/0/ports/0/containerPort").asInt();
    List<Manifest> selecting =
        policies(all)
            .filter(p -> selects(p, workload.podLabels()) && types(p).contains("Ingress"))
            .toList();
    return selecting.isEmpty()
        || selecting.stream()
            .flatMap(policy -> Manifest.elements(policy.at("/spec/ingress")))
            .anyMatch(
                rule ->
                    port(rule, port)
                        && Manifest.elements(rule.path("from"))
                            .anyMatch(
                                from ->
                                    from.path("namespaceSelector")
                                        .path("matchLabels")
                                        .path("kubernetes.io/metadata.name")
                                        .asText()
                                        .equals(namespace)));
  }

  private static Stream<Manifest> policies(List<Manifest> all) {
    return Manifest.ofKind(all, "NetworkPolicy").stream();
  }

  private static boolean selects(Manifest policy, Map<String, String> labels) {
    JsonNode selector = policy.at("/spec/podSelector");
    return selector.isEmpty() || ReferencePolicies.matches(selector.path("matchLabels"), labels);
  }

  private static List<String> types(Manifest policy) {
    return Manifest.elements(policy.at("/spec/policyTypes")).map(JsonNode::asText).toList();
  }

  private static boolean port(JsonNode rule, int port) {
    return rule.path("ports").isMissingNode()
        || Manifest.elements(rule.path("ports")).anyMatch(p -> p.path("port").asInt() == port);
  }

  /// Whether a service is built with the library that reads outside.
  private static boolean readsSources(String service) {
    try {
      return Files.readString(Overlay.ROOT.resolve(service).resolve("pom.xml"))
          .contains("<artifactId>connect</artifactId>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
