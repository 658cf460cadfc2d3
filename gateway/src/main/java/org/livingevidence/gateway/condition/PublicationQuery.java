package org.livingevidence.gateway.condition;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.bibliography.CitationLine;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Species;

/// What a reader asks of a condition's publications.
///
/// @param drug only those that name this drug as an intervention, or null
/// @param design only this design, or null
/// @param species only these species, or null
/// @param from the first year, or null; a publication without a year is outside any range
/// @param to the last year, or null
/// @param sort the order
/// @param after the last item of the page before, or null
/// @param limit how many items, 1 or more
/// @param style the form of the citation lines
record PublicationQuery(
    @Nullable String drug,
    @Nullable Design design,
    @Nullable Species species,
    @Nullable Integer from,
    @Nullable Integer to,
    Sort sort,
    @Nullable Cursor after,
    int limit,
    CitationLine.Style style) {

  /// The orders of the list.
  enum Sort {
    /// By rank; retracted publications after all others, since they never stand on top.
    RANK,
    /// The newest year first, by rank within it.
    NEWEST;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The place of an item in the list: its own keys, so that the next page starts behind it
  /// whatever has come or gone meanwhile. Opaque to clients.
  record Cursor(Sort sort, boolean retracted, long score, int year, String id) {
    String text() {
      String plain =
          String.join(
              "|",
              sort.label(),
              retracted ? "1" : "0",
              Long.toString(score),
              Integer.toString(year),
              id);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String text, Sort sort) {
      try {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        List<String> parts = Arrays.asList(plain.split("\\|", 5));
        if (parts.size() == 5 && parts.getFirst().equals(sort.label())) {
          return new Cursor(
              sort,
              parts.get(1).equals("1"),
              Long.parseLong(parts.get(2)),
              Integer.parseInt(parts.get(3)),
              parts.get(4));
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw Problems.invalid(
          "cursor", "is not a cursor that this list answered as \"next\" in this order");
    }
  }

  /// The same with room for one item more, which tells whether there is a next page.
  PublicationQuery withOneMore() {
    return new PublicationQuery(drug, design, species, from, to, sort, after, limit + 1, style);
  }

  /// The same of one drug.
  PublicationQuery ofDrug(String id) {
    return new PublicationQuery(id, design, species, from, to, sort, after, limit, style);
  }

  /// Reads the query parameters but for the drug, which is looked up.
  ///
  /// @throws HttpProblem 400 naming the parameter at fault
  static PublicationQuery parse(
      @Nullable String design,
      @Nullable String species,
      @Nullable String from,
      @Nullable String to,
      @Nullable String sort,
      @Nullable String cursor,
      int limit,
      @Nullable String style) {
    Sort named = one("sort", sort, Arrays.asList(Sort.values()), Sort::label);
    CitationLine.Style line =
        one("style", style, Arrays.asList(CitationLine.Style.values()), CitationLine.Style::label);
    Sort order = named == null ? Sort.RANK : named;
    PublicationQuery query =
        new PublicationQuery(
            null,
            one("design", design, Arrays.asList(Design.values()), Design::label),
            one("species", species, Arrays.asList(Species.values()), Species::label),
            year("from", from),
            year("to", to),
            order,
            cursor == null || cursor.isBlank() ? null : Cursor.parse(cursor, order),
            limit,
            line == null ? CitationLine.Style.NLM : line);
    if (query.from() != null && query.to() != null && query.from() > query.to()) {
      throw Problems.invalid("from", "is after \"to\"");
    }
    return query;
  }

  private static <T> @Nullable T one(
      String field, @Nullable String text, List<T> values, Function<T, String> label) {
    if (text == null || text.isBlank()) {
      return null;
    }
    for (T value : values) {
      if (label.apply(value).equals(text)) {
        return value;
      }
    }
    throw Problems.invalid(
        field, "is none of " + String.join(", ", values.stream().map(label).toList()));
  }

  private static @Nullable Integer year(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!text.matches("\\d{4}(-\\d{2}(-\\d{2})?)?")) {
      throw Problems.invalid(field, "is not a year: four digits were expected");
    }
    return Integer.valueOf(text.substring(0, 4));
  }
}
