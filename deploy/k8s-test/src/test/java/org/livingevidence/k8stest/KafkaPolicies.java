package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The topics are those of the contracts, and each service may do with them what it has to and no
/// more.
final class KafkaPolicies {
  private static final String PREFIX = "living-evidence.";
  private static final Map<String, Set<String>> WRITES =
      Map.of(
          "citation-service", Set.of("topics", "citations"),
          "drug-service", Set.of("drugs", "monographs", "labels", "drug-service.dead-letters"),
          "gateway", Set.of("condition-views", "gateway.dead-letters"));
  private static final Map<String, Set<String>> FOLLOWS =
      Map.of(
          "citation-service", Set.of(),
          "drug-service", Set.of("topics"),
          "gateway", Set.of("topics", "citations", "drugs", "monographs", "labels"));

  private KafkaPolicies() {}

  static List<String> rights(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    if (Manifest.ofKind(all, "Kafka").isEmpty()) {
      return wrong;
    }
    topics(wrong, all);
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      Manifest.find(all, "KafkaUser", deployment.name())
          .ifPresentOrElse(
              user -> user(wrong, user), () -> wrong.add(deployment + " has no user at Kafka"));
    }
    return wrong;
  }

  private static void user(List<String> wrong, Manifest user) {
    Set<String> written = new TreeSet<>();
    Set<String> read = new TreeSet<>();
    for (JsonNode acl : user.at("/spec/authorization/acls")) {
      JsonNode resource = acl.path("resource");
      String name = resource.path("name").asText();
      Set<String> operations = new TreeSet<>();
      acl.path("operations").forEach(operation -> operations.add(operation.asText()));
      PodPolicies.require(
          wrong,
          Set.of("Read", "Write", "Describe", "DescribeConfigs").containsAll(operations),
          user,
          "may do more than read and write: " + operations);
      PodPolicies.require(
          wrong,
          resource.path("patternType").asText("literal").equals("literal"),
          user,
          "has rights on names that nobody knows yet: " + name);
      if (resource.path("type").asText().equals("topic")) {
        if (operations.contains("Write")) {
          written.add(name);
        }
        if (operations.contains("Read")) {
          read.add(name);
        }
      }
      if (resource.path("type").asText().equals("transactionalId")) {
        PodPolicies.require(
            wrong, name.equals(user.name() + "-outbox"), user, "may fence off another's relay");
      }
    }
    PodPolicies.require(
        wrong,
        written.equals(full(WRITES.getOrDefault(user.name(), Set.of()))),
        user,
        "may write to " + written);
    PodPolicies.require(
        wrong,
        read.containsAll(full(FOLLOWS.getOrDefault(user.name(), Set.of()))),
        user,
        "may only read " + read);
  }

  private static Set<String> full(Set<String> names) {
    Set<String> full = new TreeSet<>();
    names.forEach(name -> full.add(PREFIX + name));
    return full;
  }

  private static void topics(List<String> wrong, List<Manifest> all) {
    JsonNode contracts;
    try {
      contracts =
          new ObjectMapper().readTree(Overlay.ROOT.resolve("contracts/kafka-topics.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (contracts.size() != Manifest.ofKind(all, "KafkaTopic").size()) {
      wrong.add("there are other topics than those of the contracts");
    }
    for (JsonNode contract : contracts) {
      Manifest.find(all, "KafkaTopic", contract.path("name").asText())
          .ifPresentOrElse(
              topic -> {
                PodPolicies.require(
                    wrong,
                    topic.at("/spec/partitions").equals(contract.path("partitions")),
                    topic,
                    "has other partitions than in the contract");
                PodPolicies.require(
                    wrong,
                    Manifest.labels(topic.at("/spec/config"))
                        .entrySet()
                        .containsAll(Manifest.labels(contract.path("config")).entrySet()),
                    topic,
                    "has other settings than in the contract");
              },
              () -> wrong.add("the topic " + contract.path("name") + " is missing"));
    }
  }
}
