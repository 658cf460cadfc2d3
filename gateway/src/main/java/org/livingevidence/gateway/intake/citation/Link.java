package org.livingevidence.gateway.intake.citation;

import java.util.Map;
import java.util.TreeMap;
import org.livingevidence.bibliography.Rank;
import org.livingevidence.gateway.intake.topic.Hierarchy;

/// A citation under a condition, as in `condition_citation`.
///
/// @param via the heading that contributes most
/// @param textual whether title or abstract name it rather than a heading
record Link(
    String citationId,
    String conditionId,
    boolean direct,
    String via,
    boolean major,
    boolean inTitle,
    int year,
    String design,
    String species,
    boolean retracted,
    long score,
    boolean textual) {

  /// The links of a citation: under each condition that it is indexed with and under every
  /// condition above those, once, with the terms of the heading that ranks highest there. Headings
  /// whose topic is unknown, or no condition, link nothing.
  static Map<String, Link> of(CitationFacts citation, Hierarchy hierarchy) {
    Map<String, Link> links = new TreeMap<>();
    citation
        .headings()
        .forEach(
            (heading, major) -> {
              if (hierarchy.isCondition(heading)) {
                boolean inTitle = citation.titled().contains(heading);
                Link link = link(citation, heading, heading, major, inTitle);
                links.merge(heading, link, Link::best);
                for (String above : hierarchy.ancestors(heading)) {
                  links.merge(above, link.under(above), Link::best);
                }
              }
            });
    return links;
  }

  private static Link link(
      CitationFacts citation, String condition, String via, boolean major, boolean inTitle) {
    return new Link(
        citation.id(),
        condition,
        true,
        via,
        major,
        inTitle,
        citation.year(),
        citation.design().label(),
        citation.species().label(),
        citation.retracted(),
        Rank.score(citation.design(), citation.species(), major, inTitle, citation.year()),
        citation.textual());
  }

  private Link under(String condition) {
    return new Link(
        citationId,
        condition,
        false,
        via,
        major,
        inTitle,
        year,
        design,
        species,
        retracted,
        score,
        textual);
  }

  /// The higher score, then the heading that is the condition itself, then the smaller id.
  private static Link best(Link a, Link b) {
    int order = Long.compare(b.score, a.score);
    if (order == 0) {
      order = Boolean.compare(b.direct, a.direct);
    }
    if (order == 0) {
      order = a.via.compareTo(b.via);
    }
    Link best = order <= 0 ? a : b;
    return a.direct || b.direct ? best.asDirect() : best;
  }

  private Link asDirect() {
    return direct
        ? this
        : new Link(
            citationId,
            conditionId,
            true,
            via,
            major,
            inTitle,
            year,
            design,
            species,
            retracted,
            score,
            textual);
  }
}
