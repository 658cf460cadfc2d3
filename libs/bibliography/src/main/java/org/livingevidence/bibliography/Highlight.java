package org.livingevidence.bibliography;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;

/// One whole sentence of an abstract, as it stands there: what the authors conclude.
public final class Highlight {
  private Highlight() {}

  /// The last sentence of the conclusion that mentions the topic; where none does, the last one
  /// that mentions the drug; else the last sentence of the conclusion. An abstract whose sections
  /// say no conclusion is one conclusion from its beginning to its end.
  ///
  /// @param citation a citation's data
  /// @param topic whether a sentence mentions the topic
  /// @param drug whether a sentence mentions the drug that is asked about
  /// @return null when there is no abstract
  public static @Nullable String of(
      JsonNode citation, Predicate<String> topic, Predicate<String> drug) {
    List<String> sentences = conclusion(citation.path("abstract"));
    if (sentences.isEmpty()) {
      return null;
    }
    for (Predicate<String> mentions : List.of(topic, drug)) {
      for (String sentence : sentences.reversed()) {
        if (mentions.test(sentence)) {
          return sentence;
        }
      }
    }
    return sentences.getLast();
  }

  /// The same sentence with its markup, in [Markup]'s canonical form.
  ///
  /// @param sentence what [#of] answered
  /// @return null where nothing in it is marked
  public static @Nullable String markup(JsonNode citation, String sentence) {
    for (JsonNode section : citation.path("abstract")) {
      int from = section.path("text").asText("").lastIndexOf(sentence);
      Markup markup = from < 0 ? null : Markup.of(section.path("markup").textValue());
      if (markup != null && markup.plain().equals(section.path("text").asText())) {
        Markup part = markup.slice(from, from + sentence.length());
        return part == null ? null : part.toString();
      }
    }
    return null;
  }

  private static List<String> conclusion(JsonNode sections) {
    List<String> all = new ArrayList<>();
    List<String> concluding = new ArrayList<>();
    for (JsonNode section : sections) {
      List<String> sentences = Sentences.of(section.path("text").asText(""));
      all.addAll(sentences);
      if (concludes(section.path("category")) || concludes(section.path("label"))) {
        concluding.addAll(sentences);
      }
    }
    return concluding.isEmpty() ? all : concluding;
  }

  private static boolean concludes(JsonNode name) {
    String text = name.asText("").toLowerCase(Locale.ROOT);
    return text.contains("conclusion")
        || text.contains("interpretation")
        || text.equals("discussion");
  }
}
