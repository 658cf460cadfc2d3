package org.livingevidence.citations.topic;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A concept of a scheme in full: what is stored, what the REST resource answers (which adds the
/// computed `parents`) and what its event carries (`contracts/topic.v1.schema.json`).
///
/// @param name as the scheme writes it: `Arthritis, Rheumatoid`
/// @param naturalName in natural order: `Rheumatoid Arthritis`
/// @param slug the page name of a condition, allocated once and kept for ever
/// @param treeNumbers places in the scheme's trees; readers derive the hierarchy from them, so
///     that an event never depends on another topic
/// @param broader parents asserted one by one: the headings that a supplementary concept maps to
/// @param narrower the members of an umbrella
/// @param pharmacologicalActions what a substance does, as MeSH says: descriptors of its tree D27
/// @param condition whether this is a disease
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties("parents")
public record Topic(
    @Nullable String id,
    @Nullable String scheme,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String naturalName,
    @Nullable String slug,
    List<String> synonyms,
    @Nullable String summary,
    List<String> treeNumbers,
    List<String> broader,
    List<String> narrower,
    List<Action> pharmacologicalActions,
    List<Mapping> mappings,
    @Nullable Boolean condition,
    @Nullable String replacedBy,
    @Nullable Source source) {

  /// Lists that are absent are empty, so that nobody has to ask.
  public Topic {
    synonyms = orEmpty(synonyms);
    treeNumbers = orEmpty(treeNumbers);
    broader = orEmpty(broader);
    narrower = orEmpty(narrower);
    pharmacologicalActions = orEmpty(pharmacologicalActions);
    mappings = orEmpty(mappings);
  }

  /// A pharmacological action: `D000900`, Anti-Bacterial Agents.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Action(@Nullable String id, @Nullable String name) {}

  /// A concept of another scheme, and how it relates: `exact`, `narrower`, `broader`, `related`.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Mapping(@Nullable String id, @Nullable String relation) {}

  /// Where the topic comes from: `mesh`, `mondo` or `curated`, and that source's date of revision.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Source(@Nullable String kind, @Nullable String revised) {}

  /// @return whether a descriptor with these tree numbers is a disease: branch C, or F03, the
  ///     mental disorders
  public static boolean isCondition(List<String> treeNumbers) {
    return treeNumbers.stream()
        .anyMatch(number -> number.startsWith("C") || number.startsWith("F03"));
  }

  /// @return a topic of which only the id is known
  public static Topic of(String id) {
    return partial(id, null, List.of(), List.of(), List.of(), null);
  }

  /// @return a topic of which only names and tree numbers are known
  public static Topic named(
      String id, String name, List<String> synonyms, List<String> treeNumbers) {
    return partial(id, name, synonyms, treeNumbers, List.of(), null);
  }

  /// @return a topic of which only names and mappings are known
  public static Topic mapped(
      String id,
      @Nullable String name,
      List<String> synonyms,
      List<Mapping> mappings,
      Source source) {
    return partial(id, name, synonyms, List.of(), mappings, source);
  }

  private static Topic partial(
      String id,
      @Nullable String name,
      List<String> synonyms,
      List<String> treeNumbers,
      List<Mapping> mappings,
      @Nullable Source source) {
    return new Topic(
        id,
        null,
        null,
        name,
        null,
        null,
        synonyms,
        null,
        treeNumbers,
        List.of(),
        List.of(),
        List.of(),
        mappings,
        null,
        null,
        source);
  }

  /// @return the same topic with these tree numbers and mappings
  public Topic completed(List<String> numbers, List<Mapping> mapped, boolean disease) {
    return new Topic(
        id,
        scheme,
        kind,
        name,
        naturalName,
        null,
        synonyms,
        summary,
        numbers,
        broader,
        narrower,
        pharmacologicalActions,
        mapped,
        disease,
        replacedBy,
        source);
  }

  /// @return the same topic under this slug
  Topic withSlug(@Nullable String slug) {
    return new Topic(
        id,
        scheme,
        kind,
        name,
        naturalName,
        slug,
        synonyms,
        summary,
        treeNumbers,
        broader,
        narrower,
        pharmacologicalActions,
        mappings,
        condition,
        replacedBy,
        source);
  }

  /// @return the same topic under this id, with what this service derives and with this source
  Topic settled(String id, Source source) {
    boolean disease =
        condition != null
            ? condition
            : "disease".equals(kind) || "umbrella".equals(kind) || isCondition(treeNumbers);
    String natural =
        naturalName != null || name == null ? naturalName : TopicNames.natural(name, synonyms);
    return new Topic(
        id,
        scheme,
        kind,
        name,
        natural,
        null,
        synonyms,
        summary,
        treeNumbers,
        broader,
        narrower,
        pharmacologicalActions,
        mappings,
        disease,
        replacedBy,
        source);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
  }
}
