package org.livingevidence.k8stest;

import java.util.List;
import java.util.function.Function;

/// What every overlay has to hold to, beyond being well-formed.
enum Policy {
  RESTRICTED_PODS(PodPolicies::restricted),
  NO_API_TOKENS(PodPolicies::noApiTokens),
  TRUTHFUL_PROBES(PodPolicies::probes),
  SIZED_JVM(SizePolicies::sizes),
  GRACEFUL_END(SizePolicies::shutdown),
  MATCHING_SELECTORS(ReferencePolicies::selectors),
  KNOWN_REFERENCES(ReferencePolicies::references),
  NO_SECRET_VALUES(SecretPolicies::values),
  PRIMARY_DIRECTLY(DatabasePolicies::primaryDirectly),
  MIGRATED_BY_JOBS(DatabasePolicies::migratedByJobs),
  NETWORK_WAYS(NetworkWays::missing),
  ONLY_GATEWAYS_SCALE(AvailabilityPolicies::onlyGatewaysScale),
  KAFKA_RIGHTS(KafkaPolicies::rights),
  /// Of production alone.
  DEFAULT_DENY(NetworkWays::closed),
  SURVIVES_A_NODE(AvailabilityPolicies::survivesANode),
  IMAGES_BY_DIGEST(PodPolicies::imagesByDigest),
  DURABLE_ENGINES(AvailabilityPolicies::durableEngines);

  private final Function<List<Manifest>, List<String>> check;

  Policy(Function<List<Manifest>, List<String>> check) {
    this.check = check;
  }

  boolean concerns(String overlay) {
    return compareTo(DEFAULT_DENY) < 0 || overlay.equals("production");
  }

  /// What breaks it, a line each.
  List<String> violations(List<Manifest> all) {
    return check.apply(all);
  }
}
