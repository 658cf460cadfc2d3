package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// That no manifest holds what only Secrets may hold.
final class SecretPolicies {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(PASSWORD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET_VALUE =
      Pattern.compile("PRIVATE KEY-----|://[^/\\s:@]+:[^/\\s@]+@|[?&]password=");

  private SecretPolicies() {}

  static List<String> values(List<Manifest> all) {
    List<String> wrong = new ArrayList<>();
    for (Manifest manifest : all) {
      PodPolicies.require(wrong, !manifest.is("Secret"), manifest, "is a Secret with its values");
      if (manifest.is("ConfigMap")) {
        Manifest.labels(manifest.at("/data"))
            .forEach((name, value) -> value(wrong, manifest, name, value));
      }
      manifest
          .containers()
          .forEach(
              container -> {
                for (JsonNode variable : container.path("env")) {
                  value(
                      wrong,
                      manifest,
                      variable.path("name").asText(),
                      variable.path("value").asText());
                }
              });
      PodPolicies.require(
          wrong,
          !SECRET_VALUE.matcher(manifest.json().toString()).find(),
          manifest,
          "holds what looks like a key or a password");
    }
    return wrong;
  }

  private static void value(List<String> wrong, Manifest of, String name, String value) {
    PodPolicies.require(
        wrong,
        value.isEmpty() || !SECRET_NAME.matcher(name).find(),
        of,
        "gives " + name + " a plain value");
  }
}
