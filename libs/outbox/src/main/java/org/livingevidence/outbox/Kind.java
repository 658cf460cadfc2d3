package org.livingevidence.outbox;

/// What happened to an aggregate; the only two kinds of event.
public enum Kind {
  CHANGED,
  DELETED;

  String word() {
    return switch (this) {
      case CHANGED -> "changed";
      case DELETED -> "deleted";
    };
  }
}
