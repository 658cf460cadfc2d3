package org.livingevidence.citations.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.Outcome;

/// The decisions of [SourceChunk] with a map for a database.
final class InMemory {
  /// One document of source records.
  record Document(@Nullable String name, List<SourceState> records) {}

  private final Map<String, Remembered> remembered = new HashMap<>();
  private final TreeMap<String, String> hashes = new TreeMap<>();
  private int written;

  /// Imports a document in chunks of this many records.
  List<Outcome> accept(Document document, int chunkLength) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int from = 0; from < document.records().size(); from += chunkLength) {
      List<SourceState> records =
          document.records().subList(from, Math.min(document.records().size(), from + chunkLength));
      SourceChunk chunk =
          new SourceChunk(
              remembered,
              hashes,
              records,
              SourcePosition.release(document.name()),
              String.valueOf(document.name()));
      records.forEach(record -> outcomes.add(chunk.next(record)));
      chunk.written().forEach(state -> hashes.put(state.id(), state.hash()));
      chunk.deleted().forEach(hashes::remove);
      written += chunk.written().size() + chunk.deleted().size();
      chunk.remembered().forEach(one -> remembered.put(one.id(), one));
    }
    return outcomes;
  }

  /// What stands, as the hash of each state.
  Map<String, String> standing() {
    return Map.copyOf(hashes);
  }

  /// How many events the imports gave so far.
  int events() {
    return written;
  }
}
