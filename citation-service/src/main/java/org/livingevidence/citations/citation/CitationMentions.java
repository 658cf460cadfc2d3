package org.livingevidence.citations.citation;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;
import org.livingevidence.citations.mention.MentionResolver;
import org.livingevidence.citations.mention.MentionText;
import org.livingevidence.citations.mention.Mentions;
import org.livingevidence.citations.mention.TopicMention;
import org.livingevidence.citations.source.SourceState;

/// Gives citations the topics that their text names: those that they are indexed with in the title,
/// and without headings every condition in title and abstract. Runs in the caller's transaction,
/// after it has locked the citations.
@Singleton
class CitationMentions {
  private final Mentions mentions;

  CitationMentions(Mentions mentions) {
    this.mentions = mentions;
  }

  /// @return the same record with the mentions that it has now, and no others
  Citation resolved(Citation citation) throws SQLException {
    MentionText text = text(citation);
    return citation.withMentions(mentions.current(List.of(text)).of(text));
  }

  /// @return the same records with their mentions; hashes stay those of what the source said
  List<SourceState.Present> complete(List<SourceState.Present> states) throws SQLException {
    List<MentionText> texts = new ArrayList<>(states.size());
    for (SourceState.Present state : states) {
      texts.add(text((Citation) state.state()));
    }
    MentionResolver resolver = mentions.current(texts);
    List<SourceState.Present> complete = new ArrayList<>(states.size());
    for (int i = 0; i < states.size(); i++) {
      SourceState.Present state = states.get(i);
      List<TopicMention> found = resolver.of(texts.get(i));
      if (found.isEmpty()) {
        complete.add(state);
        continue;
      }
      Citation mentioning = ((Citation) state.state()).withMentions(found);
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

  private static MentionText text(Citation citation) {
    Set<String> terms = new HashSet<>();
    citation.headings().forEach(heading -> add(terms, heading.id()));
    boolean hasHeadings = !terms.isEmpty();
    citation.substances().forEach(substance -> add(terms, substance.id()));
    citation.supplementary().forEach(concept -> add(terms, concept.id()));
    return new MentionText(
        citation.title(),
        citation.passages().stream()
            .map(passage -> passage.text() == null ? "" : passage.text())
            .toList(),
        hasHeadings,
        terms,
        () -> StateJson.size(citation.withMentions(List.of())));
  }

  private static void add(Set<String> terms, @Nullable String id) {
    if (id != null) {
      terms.add(id);
    }
  }
}
