package org.livingevidence.citations.citation;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;
import org.livingevidence.citations.mention.MentionResolver;
import org.livingevidence.citations.mention.Mentions;
import org.livingevidence.citations.mention.TopicMention;
import org.livingevidence.citations.source.SourceState;

/// Gives citations without heading ids the conditions that their text names. Runs in the caller's
/// transaction, after it has locked the citations.
@Singleton
class CitationMentions {
  private final Mentions mentions;

  CitationMentions(Mentions mentions) {
    this.mentions = mentions;
  }

  /// @return the same record with the mentions that it has now, and no others
  Citation resolved(Citation citation) throws SQLException {
    return citation.withMentions(
        canMention(citation) ? of(mentions.current(), citation) : List.of());
  }

  /// @return the same records with their mentions; hashes stay those of what the source said
  List<SourceState.Present> complete(List<SourceState.Present> states) throws SQLException {
    if (states.stream().noneMatch(state -> canMention((Citation) state.state()))) {
      return states;
    }
    MentionResolver resolver = mentions.current();
    List<SourceState.Present> complete = new ArrayList<>(states.size());
    for (SourceState.Present state : states) {
      Citation citation = (Citation) state.state();
      List<TopicMention> found = canMention(citation) ? of(resolver, citation) : List.of();
      if (found.isEmpty()) {
        complete.add(state);
        continue;
      }
      Citation mentioning = citation.withMentions(found);
      complete.add(
          new SourceState.Present(
              state.id(),
              state.version(),
              state.revised(),
              StateJson.write(mentioning),
              state.hash(),
              mentioning));
    }
    return complete;
  }

  /// Notes mentions that a writer made up. What was read and is sent back is none of these.
  static void decidedHere(Citation written, List<TopicMention> standing, FieldRules rules) {
    if (!written.mentions().isEmpty() && !written.mentions().equals(standing)) {
      rules.wrong("mentions", "is decided by this service, from title and abstract");
    }
  }

  private static boolean canMention(Citation citation) {
    return citation.headings().stream().allMatch(heading -> heading.id() == null);
  }

  private static List<TopicMention> of(MentionResolver resolver, Citation citation) {
    return resolver.of(
        citation.title(),
        citation.passages().stream()
            .map(passage -> passage.text() == null ? "" : passage.text())
            .toList());
  }
}
