package org.livingevidence.citations.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered of an aggregate's source beside its state, and kept while it is deleted:
/// enough to decide on any later record of it. Changes as a chunk is worked through.
final class Remembered {
  private final String id;
  private @Nullable SourcePosition record;
  private @Nullable SourcePosition deletion;
  private @Nullable String release;
  private boolean awaited;
  private final List<String> undated;
  private boolean changed;

  Remembered(String id) {
    this(id, null, null, null, false, List.of());
  }

  Remembered(
      String id,
      @Nullable SourcePosition record,
      @Nullable SourcePosition deletion,
      @Nullable String release,
      boolean awaited,
      List<String> undated) {
    this.id = id;
    this.record = record;
    this.deletion = deletion;
    this.release = release;
    this.awaited = awaited;
    this.undated = new ArrayList<>(undated);
  }

  String id() {
    return id;
  }

  /// The highest record that came, whether or not it stands.
  @Nullable SourcePosition record() {
    return record;
  }

  /// The highest deletion that came.
  @Nullable SourcePosition deletion() {
    return deletion;
  }

  /// The newest release that confirmed the content of [#record].
  @Nullable String release() {
    return release;
  }

  /// Whether an undated deletion waits for the record that it deletes.
  boolean awaited() {
    return awaited;
  }

  /// The documents whose undated deletions were counted.
  List<String> undated() {
    return undated;
  }

  boolean changed() {
    return changed;
  }

  void rise(SourcePosition position) {
    record = position;
    changed = true;
  }

  void cover(SourcePosition position) {
    deletion = SourcePosition.max(deletion, position);
    awaited = false;
    changed = true;
  }

  void await() {
    awaited = true;
    changed = true;
  }

  void countUndated(String document) {
    undated.add(document);
    changed = true;
  }

  void confirm(@Nullable String by) {
    if (by != null && (release == null || release.compareTo(by) < 0)) {
      release = by;
      changed = true;
    }
  }

  boolean covers(SourcePosition position) {
    return deletion != null && position.compareTo(deletion) <= 0;
  }
}
