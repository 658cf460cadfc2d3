package org.livingevidence.outbox;

import static java.util.Objects.requireNonNull;

/// The identity of an event, `ce_id`: type, subject and version.
///
/// Its text is `living-evidence.citation.changed.v1/pmid:123/1099511627777`. A subject may itself
/// hold slashes (a DOI does); the type and the version cannot.
///
/// @param type the event's type, `living-evidence.<aggregate type>.changed.v1` or `.deleted.v1`
/// @param subject the aggregate's id
/// @param version (epoch, n) in one integer, at least 1
public record EventId(String type, String subject, long version) {
  private static final String PREFIX = "living-evidence.";
  private static final String SUFFIX = ".v1";

  public EventId {
    requireNonNull(type);
    requireNonNull(subject);
    if (type.isEmpty() || type.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not an event type: " + type);
    }
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("an event's subject is empty");
    }
    if (version < 1) {
      throw new IllegalArgumentException("a version is at least 1: " + version);
    }
  }

  /// The id of the event of an aggregate at a version.
  public static EventId of(String aggregateType, Kind kind, String id, long version) {
    return new EventId(typeOf(aggregateType, kind), id, version);
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException when `text` is none
  public static EventId parse(String text) {
    int first = text.indexOf('/');
    int last = text.lastIndexOf('/');
    if (first < 1 || last <= first + 1) {
      throw new IllegalArgumentException("an event id is type/subject/version: " + text);
    }
    try {
      long version = Long.parseLong(text, last + 1, text.length(), 10);
      return new EventId(text.substring(0, first), text.substring(first + 1, last), version);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("an event id ends in its version: " + text, e);
    }
  }

  /// The event type of a kind of change of an aggregate type.
  public static String typeOf(String aggregateType, Kind kind) {
    return PREFIX + aggregateType + "." + kind.word() + SUFFIX;
  }

  /// The aggregate type, `citation` of `living-evidence.citation.changed.v1`.
  ///
  /// @throws IllegalArgumentException when the type is not of that form
  public String aggregateType() {
    String tail = "." + kind().word() + SUFFIX;
    if (!type.startsWith(PREFIX) || type.length() <= PREFIX.length() + tail.length()) {
      throw new IllegalArgumentException("not one of our event types: " + type);
    }
    return type.substring(PREFIX.length(), type.length() - tail.length());
  }

  /// Whether the event says changed or deleted.
  ///
  /// @throws IllegalArgumentException when the type says neither
  public Kind kind() {
    for (Kind kind : Kind.values()) {
      if (type.endsWith("." + kind.word() + SUFFIX)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("an unknown kind of event: " + type);
  }

  @Override
  public String toString() {
    return type + "/" + subject + "/" + version;
  }
}
