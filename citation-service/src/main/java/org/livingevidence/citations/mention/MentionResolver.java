package org.livingevidence.citations.mention;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// Finds the conditions that a citation's text names, as the topics stood at one moment.
public final class MentionResolver {
  private final Dictionary dictionary;
  private final int most;

  MentionResolver(Dictionary dictionary, int most) {
    this.dictionary = dictionary;
    this.most = most;
  }

  /// @param title the title, null when there is none
  /// @param sections the texts of the abstract's sections
  /// @return the first mention of each set of topics in the title, then in the abstract
  public List<TopicMention> of(@Nullable String title, List<String> sections) {
    List<String> parts = new ArrayList<>(sections.size() + 1);
    parts.add(title == null ? "" : title);
    parts.addAll(sections);
    List<List<Mention>> found = dictionary.findAll(parts);
    List<TopicMention> mentions = new ArrayList<>();
    add(mentions, found.getFirst(), "title", null, new HashSet<>());
    Set<List<String>> seen = new HashSet<>();
    for (int section = 0; section < sections.size(); section++) {
      add(mentions, found.get(section + 1), "abstract", section, seen);
    }
    return List.copyOf(mentions);
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
