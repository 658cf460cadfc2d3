package org.livingevidence.terminology;

import java.util.List;

/// A place in a text that names something.
///
/// @param start offset of the first character, in UTF-16 code units of the text as it was given
/// @param end offset after the last character
/// @param text the words as they stand
/// @param concepts what is meant, sorted; several when the words could mean any of them
public record Mention(int start, int end, String text, List<String> concepts) {
  /// Keeps its own copy of the list, and refuses a place that holds nothing.
  public Mention {
    concepts = List.copyOf(concepts);
    if (start < 0 || end <= start || text.length() != end - start || concepts.isEmpty()) {
      throw new IllegalArgumentException("no place in a text: " + start + " to " + end);
    }
  }

  /// Whether the words could mean more than one concept.
  public boolean ambiguous() {
    return concepts.size() > 1;
  }
}
