package org.livingevidence.extraction;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.terminology.Mention;

/// Where a condition's name names none: cross-references, and names of other things that are made
/// with one.
final class BlindSpots {
  private static final Pattern SPOTS =
      Pattern.compile(
          "\\[\\s*see\\b[^\\]]*\\]|\\(\\s*see\\b[^)]*\\)|\\btumou?r necrosis factor\\b"
              + "|\\b(?:cancer|tumou?r) (?:chemotherapy|antigen)\\b",
          Pattern.CASE_INSENSITIVE);

  private BlindSpots() {}

  static List<Mention> without(String text, List<Mention> mentions) {
    if (mentions.isEmpty()) {
      return mentions;
    }
    boolean[] blind = new boolean[text.length()];
    Matcher matcher = SPOTS.matcher(text);
    while (matcher.find()) {
      Arrays.fill(blind, matcher.start(), matcher.end(), true);
    }
    return mentions.stream()
        .filter(mention -> !blind[mention.start()] || !blind[mention.end() - 1])
        .toList();
  }
}
