package org.livingevidence.gateway.intake;

/// What the gateway follows: an aggregate type and the compacted topic of its events. Topics are
/// read before the others where everything is read from the beginning, since the others refer to
/// them.
public enum Source {
  TOPICS("topic", "topics"),
  CITATIONS("citation", "citations"),
  DRUGS("drug", "drugs");

  private final String type;
  private final String topic;

  Source(String type, String topic) {
    this.type = type;
    this.topic = topic;
  }

  /// The aggregate type, and the name of its table in a generation.
  public String type() {
    return type;
  }

  /// The Kafka topic.
  ///
  /// @param prefix of all topics, `living-evidence.`
  public String kafkaTopic(String prefix) {
    return prefix + topic;
  }

  /// The source of a Kafka topic.
  ///
  /// @throws IllegalArgumentException when no source has that topic
  public static Source ofKafkaTopic(String kafkaTopic) {
    for (Source source : values()) {
      if (kafkaTopic.endsWith("." + source.topic)) {
        return source;
      }
    }
    throw new IllegalArgumentException("no source has the topic " + kafkaTopic);
  }
}
