package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one drug in one respect.
///
/// @param items what is stated, each with its source; empty when nothing is
/// @param omitted how many more the source states, which are not among the items
public record Cell(
    State state,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Item> items,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int omitted) {
  public Cell {
    items = List.copyOf(items);
  }

  Cell(State state, List<Item> items) {
    this(state, items, 0);
  }

  /// Why there is something, or nothing.
  public enum State {
    STATED("stated"),
    /// The record of the drug says nothing of it.
    NOT_STATED("not-stated"),
    /// Somebody looked and found no approval.
    NONE_FOUND("none-found"),
    /// Nobody is known to have looked.
    NOT_SEARCHED("not-searched"),
    /// There is no label of the drug to look into.
    LABEL_NOT_HELD("label-not-held"),
    /// A label is held, and this version has no such section.
    NONE_IN_VERSION("none-in-this-version"),
    /// No sentence that states a dose was found to name this condition, in the words that are known
    /// for it.
    CONDITION_NOT_NAMED("condition-not-named"),
    /// The section is there, and nothing of the kind was recognised in it.
    NOT_RECOGNISED("not-recognised"),
    /// The owner of labels does not answer just now.
    UNAVAILABLE("unavailable");

    private final String word;

    State(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }
  }

  /// One statement.
  ///
  /// @param text in words
  /// @param statement the id of the indication or restriction
  /// @param status of an indication, or the force of a restriction
  /// @param denominators of rates: of how many, in the source's words; empty where it does not say
  /// @param listed what stands under it as a list, where the text is the heading of one
  /// @param row where it is a row of a table
  /// @param source who says so, in which words
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Item(
      String text,
      @Nullable String statement,
      @Nullable String jurisdiction,
      @Nullable String status,
      @Nullable JsonNode condition,
      @Nullable JsonNode population,
      List<String> denominators,
      List<String> listed,
      @Nullable TableRow row,
      @Nullable JsonNode source) {
    public Item {
      denominators = List.copyOf(denominators);
      listed = List.copyOf(listed);
      source = source == null || source.isMissingNode() ? null : source;
    }

    Item(
        String text,
        @Nullable String statement,
        @Nullable String jurisdiction,
        @Nullable String status,
        @Nullable JsonNode condition,
        @Nullable JsonNode population,
        List<String> denominators,
        @Nullable JsonNode source) {
      this(
          text,
          statement,
          jurisdiction,
          status,
          condition,
          population,
          denominators,
          List.of(),
          null,
          source);
    }
  }

  /// A row of a table, with each value under the heads of its column.
  ///
  /// @param name its first cell, and those of words alone: an organ class, then the reaction
  /// @param table the caption, null when it has none
  /// @param group the row above that heads this one, such as an organ class
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record TableRow(
      String name, @Nullable String table, @Nullable String group, List<Arm> arms) {
    public TableRow {
      arms = List.copyOf(arms);
    }
  }

  /// What a row states in one column.
  ///
  /// @param name the heads of the column, the outermost first; empty where the value stands under
  ///     none
  /// @param denominator of how many, in the label's words; null when it does not say
  /// @param value the cell as it stands
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Arm(String name, @Nullable String denominator, String value) {}

  static Cell none(State state) {
    return new Cell(state, List.of());
  }

  /// The items; what it is without any.
  static Cell of(List<Item> items, State without) {
    return of(items, 0, without);
  }

  static Cell of(List<Item> items, int omitted, State without) {
    return items.isEmpty() ? none(without) : new Cell(State.STATED, items, omitted);
  }
}
