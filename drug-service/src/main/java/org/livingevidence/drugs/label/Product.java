package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A product that a label is for.
///
/// @param name the brand
/// @param genericName the name without a brand
/// @param ndc the product's code
/// @param packages codes of its packages
/// @param form dosage form
/// @param marketingCategory such as `BLA`, `NDA authorized generic`
/// @param applicationNumber such as `BLA125057`
/// @param parts what a kit consists of
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Product(
    @Nullable String name,
    @Nullable String genericName,
    @Nullable String ndc,
    List<String> packages,
    @Nullable String form,
    List<String> routes,
    @Nullable String marketingCategory,
    @Nullable String applicationNumber,
    @Nullable String territory,
    List<Ingredient> activeIngredients,
    List<Product> parts) {
  public Product {
    packages = list(packages);
    routes = list(routes);
    activeIngredients = list(activeIngredients);
    parts = list(parts);
  }

  private static <T> List<T> list(@Nullable List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  /// An active ingredient.
  ///
  /// @param unii of the substance as it is in the product, a salt for one
  /// @param moieties what acts
  /// @param strength as in `40 mg / 0.8 mL`
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Ingredient(
      @Nullable String unii,
      @Nullable String name,
      List<Moiety> moieties,
      @Nullable String strength) {
    public Ingredient {
      moieties = list(moieties);
    }
  }

  /// An active moiety.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Moiety(@Nullable String unii, @Nullable String name) {}
}
