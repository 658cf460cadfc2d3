package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// Which sentences of a publication mention something by one of its names, as the citation service
/// finds mentions: whatever the case, plural, possessive or hyphens, and by the abbreviation that
/// title or abstract define.
final class Mentions {
  private final Dictionary dictionary;

  Mentions(Collection<String> names) {
    Dictionary.Builder builder = Dictionary.builder();
    names.forEach(name -> builder.add(name, ""));
    dictionary = builder.build();
  }

  /// @param citation a citation's data
  /// @return whether a sentence that stands in its abstract mentions it
  Predicate<String> in(JsonNode citation) {
    return new InText(dictionary, citation);
  }

  private static final class InText implements Predicate<String> {
    private final Dictionary dictionary;
    private final List<String> parts = new ArrayList<>();
    private @Nullable List<List<Mention>> mentions;

    InText(Dictionary dictionary, JsonNode citation) {
      this.dictionary = dictionary;
      parts.add(citation.path("title").asText(""));
      citation.path("abstract").forEach(section -> parts.add(section.path("text").asText("")));
    }

    @Override
    public boolean test(String sentence) {
      if (dictionary.size() == 0) {
        return false;
      }
      List<List<Mention>> found = mentions;
      if (found == null) {
        found = dictionary.findAll(parts);
        mentions = found;
      }
      for (int part = 1; part < parts.size(); part++) {
        int start = parts.get(part).indexOf(sentence);
        if (start < 0) {
          continue;
        }
        int end = start + sentence.length();
        for (Mention mention : found.get(part)) {
          if (mention.start() >= start && mention.end() <= end) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
