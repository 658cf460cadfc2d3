package org.livingevidence.gateway.condition;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where conditions are found.
public final class ConditionPaths {
  /// The path of all conditions.
  public static final String API = "/api/v1/conditions";

  private ConditionPaths() {}

  /// The path of a condition's view.
  public static String api(String idOrSlug) {
    return API + "/" + segment(idOrSlug);
  }

  /// The path of a condition's page.
  public static String page(String idOrSlug) {
    return "/conditions/" + segment(idOrSlug);
  }

  /// One path segment; a colon (`MONDO:0011776`) stands as itself.
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
