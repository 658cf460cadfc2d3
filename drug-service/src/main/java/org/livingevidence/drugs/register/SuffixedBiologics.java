package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.Section;

/// What is told of a licensed biological product whose name ends in four letters without meaning
/// (`adalimumab-atto`). Since 2017 originals have such names as biosimilars do, so the name tells
/// nothing; a label tells it of its own product, in a sentence that is shown.
final class SuffixedBiologics {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final Pattern SUFFIXED = Pattern.compile("(?i).*\\p{L}[^;]*-[a-z]{4}");
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+(?=\\p{Lu})|\\n+");
  private static final int LONGEST = 1_000;

  /// `is biosimilar* to HUMIRA`; a mark of a footnote may stand between.
  private static final Pattern SAYS =
      Pattern.compile(
          "(?i)\\b(?:is|are) (?:a |an )?(biosimilar|interchangeable)[^\\p{L}\\s]{0,3}\\s{0,2}(?:to|with)\\b");

  private static final Pattern DEMONSTRATED =
      Pattern.compile("(?i)\\bBiosimilarity of \\P{Cntrl}{1,200}? has been demonstrated\\b");

  private SuffixedBiologics() {}

  /// @param name `adalimumab-atto`
  /// @param number of its licence
  /// @param labels those held under the number
  /// @return null for what is no suffixed biological product
  static @Nullable ObjectNode of(
      String number, Collection<String> names, List<LabelDocument> labels) {
    String name = name(number, names);
    if (name == null) {
      return null;
    }
    ObjectNode stated = null;
    for (var label : labels) {
      var said = said(name, label);
      if (said != null
          && (stated == null || said.path("standing").asText().equals("interchangeable"))) {
        stated = said;
      }
    }
    return stated != null
        ? stated
        : JSON.createObjectNode()
            .put("name", name)
            .put("standing", "not-stated")
            .put(
                "why",
                "A biological product with a suffix: a biosimilar, an interchangeable or an original"
                    + " of its own. No source that is held says which.");
  }

  /// The name with its suffix, null where there is none.
  static @Nullable String name(String number, Collection<String> names) {
    if (!number.startsWith("BLA")) {
      return null;
    }
    return names.stream()
        .filter(each -> SUFFIXED.matcher(each).matches())
        .map(each -> each.toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }

  /// The licences of the same substances, together or alone as here, that are older.
  ///
  /// @param all every application of the drug
  static List<String> earlier(JsonNode application, Collection<ObjectNode> all) {
    var earlier = new ArrayList<String>();
    String day = application.path("approved").asText();
    for (var other : all) {
      String before = other.path("approved").asText();
      if (other.path("type").asText().equals("BLA")
          && other.path("combination").equals(application.path("combination"))
          && !before.isEmpty()
          && before.compareTo(day) < 0) {
        earlier.add(other.path("number").asText());
      }
    }
    return earlier;
  }

  private static @Nullable ObjectNode said(String name, LabelDocument label) {
    ObjectNode found = null;
    for (var text : (Iterable<Text>) texts(label)::iterator) {
      for (String sentence : SENTENCE.split(text.words())) {
        var matcher = SAYS.matcher(sentence);
        boolean demonstrated = DEMONSTRATED.matcher(sentence).find();
        boolean says = matcher.find();
        if (sentence.length() > LONGEST
            || !(says || demonstrated)
            || !ofItself(says ? sentence.substring(0, matcher.start()) : sentence, name, label)) {
          continue;
        }
        boolean interchangeable = says && matcher.group(1).equalsIgnoreCase("interchangeable");
        if (found == null || interchangeable) {
          found = JSON.createObjectNode().put("name", name);
          found.put("standing", interchangeable ? "interchangeable" : "biosimilar");
          var source =
              found
                  .putObject("source")
                  .put("kind", "label")
                  .put("setId", label.setId())
                  .put("version", label.version());
          if (text.code() != null) {
            source.put("section", text.code());
          }
          source.put("sentence", sentence.strip());
        }
        if (interchangeable) {
          return found;
        }
      }
    }
    return found;
  }

  /// Whether words are of the label's own product, by its brand or its whole name.
  private static boolean ofItself(String words, String name, LabelDocument label) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.contains(name)
        || label.identifiers().brands().stream()
            .anyMatch(brand -> lower.contains(brand.toLowerCase(Locale.ROOT)));
  }

  private record Text(@Nullable String code, String words) {}

  private static Stream<Text> texts(LabelDocument label) {
    return Stream.concat(
        Stream.ofNullable(label.title()).map(title -> new Text(null, title)),
        label.walk().flatMap(SuffixedBiologics::texts));
  }

  private static Stream<Text> texts(Section section) {
    return Stream.concat(
            Stream.ofNullable(section.highlight()).map(Section.Passage::text),
            Stream.of(section.body().text()))
        .map(words -> new Text(section.code(), words));
  }
}
