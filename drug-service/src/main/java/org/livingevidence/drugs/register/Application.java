package org.livingevidence.drugs.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An application to market products, as Drugs@FDA tells it.
///
/// @param number as labels write it, `BLA103950`
/// @param type `NDA`, `ANDA` or `BLA`
/// @param approved day of the original approval, null when the register has none
/// @param supplements approved supplements about efficacy, which bring new uses, oldest first
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Application(
    String number,
    String type,
    @Nullable String sponsor,
    @Nullable String approved,
    @Nullable String approvalClass,
    @Nullable String reviewPriority,
    List<RegisteredProduct> products,
    List<Supplement> supplements) {
  public Application {
    products = List.copyOf(products);
    supplements = List.copyOf(supplements);
  }

  /// A product.
  ///
  /// @param number within the application, `001`
  /// @param form form and route as the register writes them, `TABLET;ORAL`
  /// @param marketing `Prescription`, `Over-the-counter`, `Discontinued`, `None (Tentative
  ///     Approval)`; null when the register has none
  /// @param reference whether generics refer to it
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record RegisteredProduct(
      String number,
      String name,
      List<String> ingredients,
      @Nullable String form,
      @Nullable String strength,
      @Nullable String marketing,
      boolean reference) {
    public RegisteredProduct {
      ingredients = List.copyOf(ingredients);
    }
  }

  /// An approved supplement.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Supplement(String number, String approved, @Nullable String notes) {}
}
