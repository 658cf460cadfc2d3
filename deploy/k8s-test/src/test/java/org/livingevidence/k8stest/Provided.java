package org.livingevidence.k8stest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Secrets and ConfigMaps that no manifest holds: those that operators make for the resources of an
/// overlay, and those that the README asks a person for.
final class Provided {
  private static final Pattern ROW =
      Pattern.compile("^\\| (Secret|ConfigMap) `([a-z0-9-]+)` \\|", Pattern.MULTILINE);

  private Provided() {}

  /// As `Secret/citation-db-app`.
  static Set<String> beside(List<Manifest> all) {
    Set<String> provided = new TreeSet<>(byPeople());
    for (Manifest cluster : Manifest.ofKind(all, "Cluster")) {
      provided.add("Secret/" + cluster.name() + "-app");
      provided.add("Secret/" + cluster.name() + "-ca");
    }
    for (Manifest user : Manifest.ofKind(all, "KafkaUser")) {
      provided.add("Secret/" + user.name());
    }
    for (Manifest kafka : Manifest.ofKind(all, "Kafka")) {
      provided.add("Secret/" + kafka.name() + "-cluster-ca-cert");
    }
    return provided;
  }

  /// What the README's table names.
  static Set<String> byPeople() {
    try {
      Set<String> provided = new TreeSet<>();
      Matcher row = ROW.matcher(Files.readString(Overlay.FOLDER.resolve("README.md")));
      while (row.find()) {
        provided.add(row.group(1) + "/" + row.group(2));
      }
      return provided;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
