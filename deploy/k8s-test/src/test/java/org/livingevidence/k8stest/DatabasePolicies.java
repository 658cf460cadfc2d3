package org.livingevidence.k8stest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How services reach and change their databases.
final class DatabasePolicies {
  private static final Pattern JDBC =
      Pattern.compile("jdbc:postgresql://([^:/,]+):(\\d+)/([a-z]+)(\\?.*)?");

  /// Settings of what holds session locks or listens: relay, import workers, projector, the
  /// gateways' tail of changes.
  private static final Map<String, List<String>> DIRECT =
      Map.of(
          "citation-service",
          List.of("LIVING_EVIDENCE_OUTBOX_DIRECT_URL", "LIVING_EVIDENCE_IMPORTS_DIRECT_URL"),
          "drug-service",
          List.of("LIVING_EVIDENCE_OUTBOX_DIRECT_URL", "LIVING_EVIDENCE_IMPORTS_DIRECT_URL"),
          "gateway",
          List.of(
              "LIVING_EVIDENCE_OUTBOX_DIRECT_URL",
              "LIVING_EVIDENCE_PROJECTION_DIRECT_URL",
              "LIVING_EVIDENCE_READ_DIRECT_URL"));

  private DatabasePolicies() {}

  /// Relay, projector and LISTEN reach the primary itself, never a transaction pooler, behind which
  /// their locks would be another's and their notifications lost.
  static List<String> primaryDirectly(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      Map<String, String> environment = Environment.of(deployment, all);
      for (String setting : DIRECT.getOrDefault(deployment.name(), List.of("unknown"))) {
        String url = environment.getOrDefault(setting, "");
        Matcher parts = JDBC.matcher(url);
        if (!parts.matches()) {
          wrong.add(deployment + " has no address of one database in " + setting + ": " + url);
          continue;
        }
        String host = parts.group(1);
        PodPolicies.require(
            wrong,
            Manifest.ofKind(all, "Cluster").isEmpty()
                ? host.equals("127.0.0.1")
                : Manifest.find(all, "Cluster", host.replaceAll("-rw$", "")).isPresent()
                    && host.endsWith("-rw"),
            deployment,
            "reaches no primary itself by " + setting + ": " + url);
        PodPolicies.require(
            wrong,
            Manifest.find(all, "Pooler", host).isEmpty(),
            deployment,
            "goes through a pooler by " + setting + ": " + url);
      }
    }
    return wrong;
  }

  /// A service checks its schema and leaves changing it to a Job with the same image, settings and
  /// user.
  static List<String> migratedByJobs(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest deployment : Manifest.ofKind(all, "Deployment")) {
      Map<String, String> service = Environment.of(deployment, all);
      PodPolicies.require(
          wrong,
          "false".equals(service.get("QUARKUS_FLYWAY_MIGRATE_AT_START"))
              && "true".equals(service.get("QUARKUS_FLYWAY_VALIDATE_AT_START")),
          deployment,
          "changes its schema itself, or starts on any");
      Manifest.find(all, "Job", deployment.name() + "-migration")
          .ifPresentOrElse(
              job -> {
                Map<String, String> migration = Environment.of(job, all);
                PodPolicies.require(
                    wrong,
                    "true".equals(migration.get("QUARKUS_FLYWAY_MIGRATE_AT_START"))
                        && "true".equals(migration.get("QUARKUS_INIT_AND_EXIT")),
                    job,
                    "does not migrate and end");
                PodPolicies.require(
                    wrong,
                    job.podSpec()
                        .at("/containers/0/image")
                        .equals(deployment.podSpec().at("/containers/0/image")),
                    job,
                    "has another image than " + deployment);
                PodPolicies.require(
                    wrong,
                    service
                        .getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", "")
                        .equals(migration.get("QUARKUS_DATASOURCE_JDBC_URL")),
                    job,
                    "migrates another database than that of " + deployment);
              },
              () -> wrong.add(deployment + " has no Job that migrates its database"));
    }
    return wrong;
  }
}
