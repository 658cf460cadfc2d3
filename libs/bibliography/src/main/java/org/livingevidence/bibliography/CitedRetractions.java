package org.livingevidence.bibliography;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a publication cites that was retracted. A reference names a work by one of its ids, which
/// need not be the one that its record goes by; the work may come later, and be reinstated.
public final class CitedRetractions {
  /// States of a publication that nobody should build on.
  public static final Set<String> STATES = Set.of("retracted", "withdrawn");

  private static final Set<String> RETRACTS = Set.of("RetractionIn", "RetractedandRepublishedIn");
  private static final List<String> SHOWN =
      List.of("relation", "pmid", "doi", "date", "source", "reason");

  private CitedRetractions() {}

  /// @param citation a citation's data
  /// @return the ids that references may name it by
  public static Set<String> keys(JsonNode citation) {
    Set<String> keys = new TreeSet<>();
    keys.add(citation.path("id").asText());
    citation
        .path("identifiers")
        .properties()
        .forEach(
            identifier -> {
              if (!identifier.getKey().equals("pii")) {
                keys.add(identifier.getKey() + ":" + identifier.getValue().asText());
              }
            });
    keys.remove("");
    return keys;
  }

  /// @param citation a citation's data
  /// @param retracted the data of retracted publications by the ids in [#keys]
  /// @return `[{id, title, titleMarkup, year, date, notice, links}]` of those that it cites, in the
  ///     order in which it does; null when there are none
  public static @Nullable ArrayNode of(JsonNode citation, Map<String, JsonNode> retracted) {
    if (retracted.isEmpty()) {
      return null;
    }
    Map<String, ObjectNode> cited = new LinkedHashMap<>();
    for (JsonNode reference : citation.path("cites")) {
      JsonNode work = retracted.get(reference.asText());
      String id = work == null ? "" : work.path("id").asText();
      if (work != null && !id.equals(citation.path("id").asText())) {
        cited.computeIfAbsent(id, unused -> brief(work));
      }
    }
    if (cited.isEmpty()) {
      return null;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    all.addAll(cited.values());
    return all;
  }

  /// @return the ids that any of these citations refers to
  public static Set<String> references(Collection<JsonNode> citations) {
    Set<String> references = new TreeSet<>();
    for (JsonNode citation : citations) {
      citation.path("cites").forEach(reference -> references.add(reference.asText()));
    }
    return references;
  }

  private static ObjectNode brief(JsonNode work) {
    ObjectNode brief = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("id", "title", "titleMarkup", "year")) {
      if (work.has(field)) {
        brief.set(field, work.get(field));
      }
    }
    JsonNode notice = notice(work);
    if (notice != null) {
      if (notice.has("date")) {
        brief.set("date", notice.get("date"));
      }
      ObjectNode shown = brief.putObject("notice");
      for (String field : SHOWN) {
        if (notice.has(field)) {
          shown.set(field, notice.get(field));
        }
      }
    }
    brief.set("links", CitationLine.links(work));
    return brief;
  }

  /// The retraction that was dated last.
  private static @Nullable JsonNode notice(JsonNode work) {
    JsonNode last = null;
    for (JsonNode notice : work.path("notices")) {
      if (RETRACTS.contains(notice.path("relation").asText())
          && (last == null
              || last.path("date").asText("").compareTo(notice.path("date").asText("")) < 0)) {
        last = notice;
      }
    }
    return last;
  }
}
