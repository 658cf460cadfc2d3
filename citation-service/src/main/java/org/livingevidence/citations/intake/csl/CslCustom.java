package org.livingevidence.citations.intake.csl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.intake.TextMarkup;

/// What CSL-JSON has no member for and our own exports put under `custom`, in the shape of a
/// citation. Anybody else's `custom` is theirs.
final class CslCustom {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private CslCustom() {}

  static void read(JsonNode custom, CitationDraft draft) {
    JsonNode ours = custom.path("livingEvidence");
    if (!ours.isObject()) {
      return;
    }
    Citation said;
    try {
      said = JSON.treeToValue(ours, Citation.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return;
    }
    said.notices().stream()
        .filter(n -> n != null && n.relation() != null && n.relation().matches("[A-Za-z]+"))
        .forEach(draft.notices::add);
    if (!said.publicationTypes().isEmpty()) {
      draft.publicationTypes.clear();
      said.publicationTypes().stream()
          .filter(type -> type != null && type.name() != null)
          .forEach(draft.publicationTypes::add);
    }
    said.headings().stream()
        .filter(h -> h != null && h.name() != null)
        .forEach(draft.headings::add);
    said.substances().stream()
        .filter(s -> s != null && s.name() != null)
        .forEach(draft.substances::add);
    said.supplementary().stream()
        .filter(s -> s != null && s.name() != null)
        .forEach(draft.supplementary::add);
    draft.indexing = said.indexing();
    said.languages().stream()
        .filter(language -> language != null && language.matches("[a-z]{2,3}"))
        .forEach(draft.languages::add);
    if (draft.vernacularTitle == null) {
      draft.vernacularTitle = said.vernacularTitle();
    }
    markup(said, draft);
    said.registrations().stream()
        .filter(r -> r != null && r.registry() != null && r.id() != null)
        .forEach(draft.registrations::add);
    if (said.identifiers() != null) {
      draft.pii = said.identifiers().pii();
    }
    if (said.journal() != null) {
      draft.journalNlmId = said.journal().nlmId();
    }
    if (said.authors().size() == draft.authors.size()) {
      for (int i = 0; i < said.authors().size(); i++) {
        Citation.Author author = said.authors().get(i);
        Citation.Author named = draft.authors.get(i);
        if (author != null && author.family() != null && author.family().equals(named.family())) {
          draft.authors.set(i, author);
        }
      }
    }
    if (draft.published == null || said.published() != null) {
      draft.published = said.published();
    }
  }

  /// Markup for which the item's own members have no tags; it counts where it says the same words.
  private static void markup(Citation said, CitationDraft draft) {
    draft.titleMarkup = after(draft.title, said.titleMarkup(), draft.titleMarkup);
    draft.vernacularTitleMarkup =
        after(draft.vernacularTitle, said.vernacularTitleMarkup(), draft.vernacularTitleMarkup);
    boolean sections =
        !said.passages().isEmpty()
            && said.passages().stream()
                .allMatch(
                    passage ->
                        passage != null
                            && passage.text() != null
                            && (passage.markup() == null || Markup.of(passage.markup()) != null));
    if (sections) {
      draft.passages.clear();
      draft.passages.addAll(said.passages());
    }
  }

  /// @param text the title as the item has it, which may begin with the state
  private static @Nullable String after(
      @Nullable String text, @Nullable String written, @Nullable String read) {
    Markup markup = TextMarkup.canonical(written);
    return text == null || markup == null || !text.endsWith(markup.plain())
        ? read
        : Markup.escaped(text.substring(0, text.length() - markup.plain().length())) + markup;
  }
}
