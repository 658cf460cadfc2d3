package org.livingevidence.citations.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.Rank;

/// What a search answers.
///
/// @param total how many citations there are in all, on every page
/// @param next the cursor of the next page
/// @param translation how the query was understood
/// @param facets counts of results by the facets asked for
/// @param filling true while citations from before the index are still being added
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CitationSearch")
public record SearchAnswer(
    List<Item> items,
    long total,
    @Nullable String next,
    Understood translation,
    @Nullable Map<String, Counted> facets,
    @Nullable Boolean filling) {

  /// One result.
  ///
  /// @param citation in full
  /// @param line the citation as text
  /// @param lineMarkup the same with the markup of its title, where it has any
  /// @param links addresses by what they lead to
  /// @param citesRetracted which of the works that it cites are retracted
  /// @param why the reasons for its place, where the order is by rank
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "FoundCitation")
  public record Item(
      JsonNode citation,
      String line,
      @Nullable String lineMarkup,
      JsonNode links,
      String state,
      @Nullable JsonNode citesRetracted,
      @Nullable Why why) {}

  /// The reasons for a place, in micro-units, and their sum.
  @Schema(name = "FoundCitationWhy")
  public record Why(long score, List<Rank.Term> terms) {}

  /// How the query was understood.
  ///
  /// @param text the whole query with every field named
  /// @param tree the same as a tree
  /// @param notes what was ignored, ambiguous or not known
  @Schema(name = "QueryTranslation")
  public record Understood(String query, String text, Part tree, List<Translation.Note> notes) {}

  /// A part of the query: an operator with its parts, or a field with a value.
  ///
  /// @param id of the topic that a heading is
  /// @param narrower how many narrower topics are included
  /// @param count how many citations it finds alone
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "QueryPart")
  public record Part(
      @Nullable String operator,
      @Nullable List<Part> parts,
      @Nullable String field,
      @Nullable String value,
      @Nullable String id,
      @Nullable Integer narrower,
      @Nullable Long count) {}

  /// The counts of one facet, greatest first.
  ///
  /// @param of how many results were counted
  /// @param missing how many of them have no value
  /// @param other where a result has one value: how many have one that is not listed
  /// @param more where a result may have several: whether there are values that are not listed
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "FacetCounts")
  public record Counted(
      List<Value> values,
      long of,
      @Nullable Long missing,
      @Nullable Long other,
      @Nullable Boolean more) {}

  /// A value and its count.
  ///
  /// @param name of a heading
  /// @param term what added to the query with AND keeps these results only
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "FacetValue")
  public record Value(
      String value, @Nullable String name, long count, @JsonProperty("term") String term) {}
}
