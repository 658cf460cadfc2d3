package org.livingevidence.citations.topic.part;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What of the other topics and of the tables a topic depends on, for a batch of topics.
///
/// @param trees rows of the yearly tables, by the key of their name
/// @param wholeReleases of which the whole table came
/// @param preferredOwners the topics whose preferred name it is, by key
/// @param headingNumbers tree numbers of headings, by id
/// @param merging the MeSH conditions that have the name of a Mondo disease among their entry terms
///     together with that of another, by Mondo id; none when it is the preferred name of one
record Around(
    Map<String, Tree> trees,
    Set<String> wholeReleases,
    Map<String, Set<String>> preferredOwners,
    Map<String, List<String>> headingNumbers,
    Map<String, Set<String>> merging) {

  /// A row of the newest yearly table that has the name.
  record Tree(String release, List<String> numbers) {}

  /// The id of the heading that is meant, or the heading itself when its name belongs to none.
  String heading(String heading, Function<String, String> key) {
    if (!heading.startsWith(Statement.Part.NAMED)) {
      return heading;
    }
    Set<String> owners =
        preferredOwners.getOrDefault(
            key.apply(heading.substring(Statement.Part.NAMED.length())), Set.of());
    return owners.stream().filter(id -> id.startsWith("D")).findFirst().orElse(heading);
  }
}
