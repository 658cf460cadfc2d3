package org.livingevidence.citations.topic.part;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.source.SourcePosition;
import org.livingevidence.citations.topic.Topic;

/// The highest statement of one source on one topic, as it is kept.
///
/// @param names every preferred name that the source ever gave
record Held(
    String id,
    String source,
    SourcePosition position,
    @Nullable SourcePosition deletion,
    String release,
    Set<String> names,
    Topic topic) {

  Held {
    names = new TreeSet<>(names);
  }

  /// Whether it counts: no curator deleted the topic since.
  boolean counts() {
    return deletion == null || position.compareTo(deletion) > 0;
  }

  Held deletedByCurator() {
    return new Held(
        id,
        source,
        position,
        SourcePosition.max(deletion, position.coveredInEveryRelease()),
        release,
        names,
        topic);
  }
}
