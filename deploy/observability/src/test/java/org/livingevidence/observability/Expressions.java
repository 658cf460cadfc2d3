package org.livingevidence.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The metrics that an expression of PromQL names.
final class Expressions {
  private static final Pattern IDENTIFIER =
      Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?=(\\s*\\()?)");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "by", "on", "without", "ignoring", "bool", "offset");

  private Expressions() {}

  static Set<String> metrics(String expression) {
    String bare =
        expression
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\b(by|on|without|ignoring)\\s*\\([^)]*\\)", "");
    Set<String> metrics = new TreeSet<>();
    Matcher matcher = IDENTIFIER.matcher(bare);
    while (matcher.find()) {
      if (matcher.group(1) == null && !WORDS.contains(matcher.group())) {
        metrics.add(matcher.group());
      }
    }
    return metrics;
  }
}
