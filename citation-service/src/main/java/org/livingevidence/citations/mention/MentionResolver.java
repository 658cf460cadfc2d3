package org.livingevidence.citations.mention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// Finds the topics that a citation's text names, as they stood at one moment.
public final class MentionResolver {
  /// What the field takes beside its value: `,"mentions":`.
  private static final int FIELD_BYTES = 12;

  private final Dictionary conditions;
  private final TermNames.Covering terms;
  private final int most;
  private final int eventBytes;

  /// @param conditions the names of every condition
  /// @param terms the names of whatever the texts at hand are indexed with
  /// @param most how many mentions a citation keeps
  /// @param eventBytes how large its state may become by them
  MentionResolver(Dictionary conditions, TermNames.Covering terms, int most, int eventBytes) {
    this.conditions = conditions;
    this.terms = terms;
    this.most = most;
    this.eventBytes = eventBytes;
  }

  /// The mentions of a citation. Its title is searched for what it is indexed with, conditions or
  /// not; which of its topics a title names is a reason for its place in their lists. A citation
  /// without headings is searched for every condition besides.
  ///
  /// @param text the citation's title, abstract and index
  /// @return the first mention of each set of topics in the title, then in the abstract; the last
  ///     ones are left out where the state would become too large for an event
  public List<TopicMention> of(MentionText text) {
    String title = text.title() == null ? "" : text.title();
    List<Mention> indexed =
        text.terms().isEmpty() || title.isEmpty()
            ? List.of()
            : terms.of(text).find(title, text.terms());
    List<TopicMention> mentions = new ArrayList<>();
    if (text.hasHeadings()) {
      add(mentions, indexed, "title", null, new HashSet<>());
      return fitting(mentions, text);
    }
    List<String> parts = new ArrayList<>(text.sections().size() + 1);
    parts.add(title);
    parts.addAll(text.sections());
    List<List<Mention>> found = conditions.findAll(parts);
    add(mentions, together(found.getFirst(), indexed), "title", null, new HashSet<>());
    Set<List<String>> seen = new HashSet<>();
    for (int section = 0; section < text.sections().size(); section++) {
      add(mentions, found.get(section + 1), "abstract", section, seen);
    }
    return fitting(mentions, text);
  }

  /// Mentions only add to a citation: they never keep it from being said.
  private List<TopicMention> fitting(List<TopicMention> mentions, MentionText text) {
    if (!mentions.isEmpty()) {
      int room = eventBytes - text.bytes().getAsInt() - FIELD_BYTES;
      while (!mentions.isEmpty() && StateJson.size(mentions) > room) {
        mentions.removeLast();
      }
    }
    return List.copyOf(mentions);
  }

  private static List<Mention> together(List<Mention> conditions, List<Mention> indexed) {
    if (indexed.isEmpty()) {
      return conditions;
    }
    List<Mention> all = new ArrayList<>(conditions);
    all.addAll(indexed);
    all.sort(Comparator.comparingInt(Mention::start));
    return all;
  }

  private void add(
      List<TopicMention> mentions,
      List<Mention> found,
      String field,
      @Nullable Integer section,
      Set<List<String>> seen) {
    for (Mention mention : found) {
      if (mentions.size() < most && seen.add(mention.concepts())) {
        mentions.add(
            new TopicMention(
                mention.concepts(),
                field,
                section,
                mention.start(),
                mention.end(),
                mention.text()));
      }
    }
  }
}
