package org.livingevidence.drugs.topic;

import java.util.List;

/// What a condition's name means among the topics known now.
public sealed interface Meaning {
  /// Exactly one topic.
  record Known(String topicId) implements Meaning {}

  /// No topic so far.
  record Unknown() implements Meaning {}

  /// Several topics, in order of id.
  record Ambiguous(List<String> topicIds) implements Meaning {
    public Ambiguous {
      topicIds = List.copyOf(topicIds);
    }
  }
}
