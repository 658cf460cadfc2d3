package org.livingevidence.gateway.intake.citation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.CitedRetractions;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Species;
import org.livingevidence.gateway.intake.Fields;
import org.livingevidence.gateway.intake.UnreadableException;

/// What the gateway needs of a citation's data.
///
/// @param year of publication, 0 when unknown
/// @param state as its owner derived it from the notices
/// @param notices those that bear on safety, as one text to be compared
/// @param headings topics it is indexed with, and whether as a main point; in a record that is not
///     indexed the topics that its text names beyond doubt
/// @param textual whether it is the text that names them
/// @param titled those of them that the title names
/// @param texts title and sections of the abstract
/// @param therapeutic headings that name a treatment
/// @param keys the ids that a reference may name it by
/// @param json the data as they came
record CitationFacts(
    String id,
    int year,
    Design design,
    Species species,
    String state,
    String notices,
    Map<String, Boolean> headings,
    boolean textual,
    Set<String> titled,
    List<String> texts,
    Set<String> therapeutic,
    Set<String> keys,
    String json) {
  private static final String THERAPEUTIC_USE = "Q000627";
  private static final Set<String> NOT_SHOWN = Set.of("retracted", "withdrawn");
  private static final Set<String> GRAVE =
      Set.of("retracted", "withdrawn", "partially-retracted", "concern");

  /// Beginnings of relations that say nothing about whether to trust a publication.
  private static final List<String> HARMLESS =
      List.of("Comment", "Update", "Summary", "Original", "Associated", "Cites", "Dataset");

  static CitationFacts read(JsonNode data, String json) throws UnreadableException {
    Map<String, Boolean> headings = new TreeMap<>();
    Set<String> therapeutic = new TreeSet<>();
    for (JsonNode heading : Fields.objects(data, "headings")) {
      boolean major = Fields.flag(heading, "major");
      for (JsonNode qualifier : Fields.objects(heading, "qualifiers")) {
        major |= Fields.flag(qualifier, "major");
        String id = Fields.optionalId(heading, "id");
        if (id != null && THERAPEUTIC_USE.equals(Fields.optionalText(qualifier, "id"))) {
          therapeutic.add(id);
        }
      }
      put(headings, heading, major);
    }
    // The species follows from descriptors only; supplementary concepts name diseases among others.
    Species species = Species.ofHeadings(headings.keySet());
    for (JsonNode supplementary : Fields.objects(data, "supplementary")) {
      put(headings, supplementary, false);
    }
    boolean textual = headings.isEmpty();
    Set<String> titled = titled(data, headings, textual);
    Set<String> types = new HashSet<>();
    for (JsonNode type : Fields.objects(data, "publicationTypes")) {
      types.add(Fields.text(type, "name").toLowerCase(Locale.ROOT));
    }
    String title = Fields.optionalText(data, "title");
    return new CitationFacts(
        Fields.text(data, "id"),
        Fields.number(data, "year", 0, 9999),
        Design.ofPublicationTypes(types),
        species,
        Fields.text(data, "state"),
        notices(data),
        headings,
        textual,
        titled,
        texts(data, title),
        therapeutic,
        CitedRetractions.keys(data),
        json);
  }

  private static void put(Map<String, Boolean> headings, JsonNode heading, boolean major)
      throws UnreadableException {
    String id = Fields.optionalId(heading, "id");
    if (id != null) {
      headings.merge(id, major, Boolean::logicalOr);
    }
  }

  /// The headings that the title names. When it is the text that links, the topics that it names
  /// beyond doubt are added to the headings; of an indexed citation a mention adds none.
  private static Set<String> titled(JsonNode data, Map<String, Boolean> headings, boolean textual)
      throws UnreadableException {
    Set<String> titled = new TreeSet<>();
    for (JsonNode mention : Fields.objects(data, "mentions")) {
      List<String> topics = Fields.ids(mention, "topics");
      if (textual && topics.size() == 1) {
        headings.put(topics.getFirst(), false);
      }
      if (Fields.text(mention, "field").equals("title") && (!textual || topics.size() == 1)) {
        titled.addAll(topics);
      }
    }
    titled.retainAll(headings.keySet());
    return titled;
  }

  private static List<String> texts(JsonNode data, @Nullable String title)
      throws UnreadableException {
    List<String> texts = new ArrayList<>();
    texts.add(title == null ? "" : title);
    for (JsonNode section : Fields.objects(data, "abstract")) {
      texts.add(section.path("text").asText(""));
    }
    return texts;
  }

  private static String notices(JsonNode data) throws UnreadableException {
    Set<String> notices = new TreeSet<>();
    for (JsonNode notice : Fields.objects(data, "notices")) {
      String relation = Fields.text(notice, "relation");
      if (HARMLESS.stream().noneMatch(relation::startsWith)) {
        // Not the JSON text: the store keeps fields in an order of its own.
        notices.add(
            String.join(
                "|",
                relation,
                notice.path("pmid").asText(),
                notice.path("source").asText(),
                notice.path("note").asText(),
                notice.path("date").asText()));
      }
    }
    return String.join("\n", notices);
  }

  /// Retracted records never stand among the ranked ones.
  boolean retracted() {
    return retracted(state);
  }

  static boolean retracted(String state) {
    return NOT_SHOWN.contains(state);
  }

  /// Whether its mere arrival is a matter of safety.
  boolean grave() {
    return GRAVE.contains(state);
  }
}
