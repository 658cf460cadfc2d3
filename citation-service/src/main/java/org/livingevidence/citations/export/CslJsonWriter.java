package org.livingevidence.citations.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.reference.RetractedReferences;

/// An array of CSL items. What CSL has no member for stands under `custom`, whose content the
/// schema
/// leaves open, in the shape of a citation: the state with its notices, publication types,
/// headings, initials and ORCID of authors.
final class CslJsonWriter implements CitationWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] CUSTOM = {
    "state",
    "notices",
    "publicationTypes",
    "headings",
    "substances",
    "supplementary",
    "registrations",
    "published",
    "authors",
    "languages",
    "indexing",
    "titleMarkup",
    "vernacularTitleMarkup"
  };

  private final Writer out;
  private boolean any;

  CslJsonWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin() throws IOException {
    out.write("[");
  }

  @Override
  public void write(Citation citation, List<String> warnings) throws IOException {
    out.write(any ? ",\n" : "\n");
    any = true;
    Map<String, Object> item = CslItems.item(citation);
    ObjectNode custom = custom(citation);
    if (!warnings.isEmpty()) {
      warnings.forEach(custom.putArray(RetractedReferences.FIELD)::add);
    }
    item.put("custom", Map.of("livingEvidence", custom));
    out.write(JSON.writeValueAsString(item));
  }

  private static ObjectNode custom(Citation citation) {
    ObjectNode state = (ObjectNode) StateJson.tree(citation);
    ObjectNode custom = state.objectNode();
    for (String field : CUSTOM) {
      if (state.has(field)) {
        custom.set(field, state.get(field));
      }
    }
    if (citation.passages().stream().anyMatch(passage -> passage.markup() != null)) {
      custom.set("abstract", state.get("abstract"));
    }
    if (state.path("identifiers").has("pii")) {
      custom.putObject("identifiers").set("pii", state.path("identifiers").get("pii"));
    }
    if (state.path("journal").has("nlmId")) {
      custom.putObject("journal").set("nlmId", state.path("journal").get("nlmId"));
    }
    return custom;
  }

  @Override
  public void end() throws IOException {
    out.write("\n]\n");
  }
}
