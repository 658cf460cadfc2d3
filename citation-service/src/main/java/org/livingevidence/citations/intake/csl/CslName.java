package org.livingevidence.citations.intake.csl;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.PersonNames;

/// A name: `family`, `given`, `suffix` and particles, or a group under `literal` (`name` at
/// Crossref).
final class CslName {
  private CslName() {}

  static Citation.@Nullable Author read(JsonNode name) {
    String literal = text(name, "literal");
    if (literal == null) {
      literal = text(name, "name");
    }
    String family = text(name, "family");
    String given = text(name, "given");
    if (family == null && given == null) {
      return literal == null ? null : PersonNames.group(literal);
    }
    Citation.Author person =
        PersonNames.person(
            joined(text(name, "non-dropping-particle"), family),
            joined(given, text(name, "dropping-particle")),
            text(name, "suffix"));
    String orcid = CitationIds.orcid(text(name, "ORCID"));
    return person == null || orcid == null
        ? person
        : new Citation.Author(
            person.family(), person.given(), person.initials(), person.suffix(), orcid, null);
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String two) {
    return one == null ? two : two == null ? one : one + " " + two;
  }

  private static @Nullable String text(JsonNode name, String member) {
    JsonNode value = name.path(member);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue().strip() : null;
  }
}
