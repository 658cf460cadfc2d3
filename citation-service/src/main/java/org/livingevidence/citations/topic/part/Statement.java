package org.livingevidence.citations.topic.part;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.topic.Topic;

/// What one record of a file says about topics.
public sealed interface Statement {
  /// What a source says of one topic.
  ///
  /// @param id the topic
  /// @param source whose statements replace each other: one of the constants here, or one of its
  /// own
  /// @param revised the source's date of revision, `yyyy-MM-dd`
  /// @param topic what is said; most may be missing. A heading of `broader` may be named instead:
  ///     [#NAMED] and its name
  /// @param hash of `topic`
  record Part(String id, String source, @Nullable String revised, Topic topic, String hash)
      implements Statement {
    /// A record in full.
    public static final String RECORD = "record";

    /// A table of ids and names.
    public static final String TERMS = "terms";

    /// A table of ids and tree numbers.
    public static final String TREES = "trees";

    /// CTD's disease vocabulary.
    public static final String MEDIC = "medic";

    /// A mapping set; its name follows.
    public static final String MAPPINGS = "sssom:";

    /// What a person wrote.
    static final String CURATED = "curated";

    /// How a heading begins that is known by its name alone.
    public static final String NAMED = "name:";

    public Part {
      requireNonNull(id);
      requireNonNull(source);
      requireNonNull(topic);
    }

    /// A statement whose hash is that of what it says.
    public static Part of(String id, String source, @Nullable String revised, Topic topic) {
      return new Part(id, source, revised, topic, StateJson.hash(StateJson.write(topic)));
    }
  }

  /// A name and all of its tree numbers in one yearly table.
  record TreeRow(String name, List<String> numbers) implements Statement {
    public TreeRow {
      numbers = List.copyOf(numbers);
    }
  }

  /// The whole of a yearly table of names and tree numbers has come.
  record TreeEnd() implements Statement {}
}
