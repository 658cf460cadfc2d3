package org.livingevidence.drugs.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Jurisdictions as texts name them.
final class Places {
  private static final Map<String, Pattern> NAMES = new LinkedHashMap<>();

  static {
    name("US", "US|U\\.S\\.(?:A\\.)?|USA|United States|FDA|Food and Drug Administration");
    name(
        "EU",
        "EU|European Union|Europe|European (?:label|leaflet|licen[cs]e|approval)|EMA|European Medicines Agency|European Commission|CHMP");
    name("GB", "UK|U\\.K\\.|United Kingdom|Great Britain|MHRA");
    name("JP", "Japan|PMDA|MHLW");
    name("CA", "Canada|Health Canada");
    name("CH", "Switzerland|Swissmedic");
    name("AU", "Australia|TGA");
    name("CN", "China|NMPA");
    name("IN", "India|CDSCO");
    name("BR", "Brazil|ANVISA");
    name("KR", "South Korea|MFDS");
    name("NZ", "New Zealand|Medsafe");
  }

  /// `US:` at the beginning of what holds there.
  private static final Pattern PREFIX = Pattern.compile("^\\s*(?:In the |In )?([^:;.]{2,60}):");

  private Places() {}

  private static void name(String code, String names) {
    NAMES.put(code, Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + names + ")(?![\\p{L}\\p{N}])"));
  }

  /// The jurisdictions that the words name, by code.
  static Set<String> in(String words) {
    Set<String> found = new TreeSet<>();
    NAMES.forEach(
        (code, names) -> {
          if (names.matcher(words).find()) {
            found.add(code);
          }
        });
    return found;
  }

  /// The jurisdictions that the sentence begins with and a colon; none when it begins otherwise.
  static Set<String> prefix(String sentence) {
    var matcher = PREFIX.matcher(sentence);
    return matcher.find() ? in(matcher.group(1)) : Set.of();
  }
}
