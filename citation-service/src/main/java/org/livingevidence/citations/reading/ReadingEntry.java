package org.livingevidence.citations.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Rank;
import org.livingevidence.bibliography.Species;

/// A citation in the list of a topic.
///
/// @param indexed whether an indexer says so; otherwise only the text names the topic
/// @param inTitle whether the title names the topic
/// @param year of publication, 0 when unknown
/// @param withdrawn whether it is retracted, and stands behind all others
record ReadingEntry(
    String topicId,
    String citationId,
    boolean indexed,
    boolean major,
    boolean inTitle,
    int year,
    Design design,
    Species species,
    boolean withdrawn) {
  private static final Set<String> WITHDRAWN = Set.of("retracted", "withdrawn");

  /// How a citation's data speak of one topic.
  private static final class Aspect {
    private boolean indexed;
    private boolean major;
    private boolean inTitle;
  }

  /// The place in the order: higher first.
  long score() {
    return Rank.score(design, species, major, inTitle, year);
  }

  /// The entries of a citation: one for each topic that is among its headings, its substances or
  /// its supplementary concepts; of a citation without headings also for each that its text names
  /// and
  /// nothing else could mean.
  static List<ReadingEntry> of(String id, JsonNode citation) {
    Map<String, Aspect> aspects = new TreeMap<>();
    Set<String> headings = new HashSet<>();
    for (JsonNode heading : citation.path("headings")) {
      headings.add(heading.path("id").asText());
      boolean major = heading.path("major").asBoolean();
      for (JsonNode qualifier : heading.path("qualifiers")) {
        major |= qualifier.path("major").asBoolean();
      }
      indexed(aspects, heading, major);
    }
    boolean anIndexerRead = headings.stream().anyMatch(heading -> !heading.isEmpty());
    citation.path("substances").forEach(substance -> indexed(aspects, substance, false));
    citation.path("supplementary").forEach(concept -> indexed(aspects, concept, false));
    for (JsonNode mention : citation.path("mentions")) {
      boolean inTitle = mention.path("field").asText().equals("title");
      JsonNode topics = mention.path("topics");
      for (JsonNode topic : topics) {
        // What an indexer says settles what an ambiguous name means.
        Aspect aspect = aspects.get(topic.asText());
        if (aspect == null && topics.size() == 1 && !anIndexerRead) {
          aspect = aspect(aspects, topic.asText());
        }
        if (aspect != null) {
          aspect.inTitle |= inTitle;
        }
      }
    }
    aspects.remove("");
    List<String> types = new ArrayList<>();
    citation.path("publicationTypes").forEach(type -> types.add(type.path("name").asText()));
    Design design = Design.ofPublicationTypes(types);
    Species species = Species.ofHeadings(headings);
    boolean withdrawn = WITHDRAWN.contains(citation.path("state").asText());
    int year = citation.path("year").asInt(0);
    List<ReadingEntry> entries = new ArrayList<>(aspects.size());
    aspects.forEach(
        (topic, aspect) ->
            entries.add(
                new ReadingEntry(
                    topic,
                    id,
                    aspect.indexed,
                    aspect.major,
                    aspect.inTitle,
                    year,
                    design,
                    species,
                    withdrawn)));
    return entries;
  }

  private static void indexed(Map<String, Aspect> aspects, JsonNode term, boolean major) {
    Aspect aspect = aspect(aspects, term.path("id").asText());
    aspect.indexed = true;
    aspect.major |= major;
  }

  private static Aspect aspect(Map<String, Aspect> aspects, String topic) {
    return aspects.computeIfAbsent(topic, unused -> new Aspect());
  }
}
