package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All that a label and its products are known by: sorted and without repetition, so that the same
/// products in another order are the same.
///
/// @param substances names of the active substances
/// @param moieties names of what acts, where the source tells it from the substance
/// @param uniis of active substances and moieties
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Identifiers(
    List<String> brands,
    List<String> genericNames,
    List<String> substances,
    List<String> moieties,
    List<String> uniis,
    List<String> rxcuis,
    List<String> applicationNumbers,
    List<String> productNdcs,
    List<String> packageNdcs,
    List<String> routes,
    List<String> forms,
    List<String> marketingCategories,
    List<String> labelers,
    List<String> pharmacologicClasses) {
  public Identifiers {
    brands = sorted(brands);
    genericNames = sorted(genericNames);
    substances = sorted(substances);
    moieties = sorted(moieties);
    uniis = sorted(uniis);
    rxcuis = sorted(rxcuis);
    applicationNumbers = sorted(applicationNumbers);
    productNdcs = sorted(productNdcs);
    packageNdcs = sorted(packageNdcs);
    routes = sorted(routes);
    forms = sorted(forms);
    marketingCategories = sorted(marketingCategories);
    labelers = sorted(labelers);
    pharmacologicClasses = sorted(pharmacologicClasses);
  }

  private static List<String> sorted(@Nullable Collection<String> values) {
    return values == null ? List.of() : List.copyOf(new TreeSet<>(values));
  }

  /// What products and their labeler say of themselves.
  public static Identifiers of(List<Product> products, @Nullable String labeler) {
    var found = new Found();
    products.forEach(found::add);
    return new Identifiers(
        List.copyOf(found.brands),
        List.copyOf(found.genericNames),
        List.copyOf(found.substances),
        List.copyOf(found.moieties),
        List.copyOf(found.uniis),
        List.of(),
        List.copyOf(found.applicationNumbers),
        List.copyOf(found.productNdcs),
        List.copyOf(found.packageNdcs),
        List.copyOf(found.routes),
        List.copyOf(found.forms),
        List.copyOf(found.marketingCategories),
        labeler == null ? List.of() : List.of(labeler),
        List.of());
  }

  private static final class Found {
    final Set<String> brands = new TreeSet<>();
    final Set<String> genericNames = new TreeSet<>();
    final Set<String> substances = new TreeSet<>();
    final Set<String> moieties = new TreeSet<>();
    final Set<String> uniis = new TreeSet<>();
    final Set<String> applicationNumbers = new TreeSet<>();
    final Set<String> productNdcs = new TreeSet<>();
    final Set<String> packageNdcs = new TreeSet<>();
    final Set<String> routes = new TreeSet<>();
    final Set<String> forms = new TreeSet<>();
    final Set<String> marketingCategories = new TreeSet<>();

    void add(Product product) {
      add(brands, product.name());
      add(genericNames, product.genericName());
      add(productNdcs, product.ndc());
      packageNdcs.addAll(product.packages());
      routes.addAll(product.routes());
      add(forms, product.form());
      add(marketingCategories, product.marketingCategory());
      add(applicationNumbers, product.applicationNumber());
      for (var ingredient : product.activeIngredients()) {
        add(substances, ingredient.name());
        add(uniis, ingredient.unii());
        for (var moiety : ingredient.moieties()) {
          add(moieties, moiety.name());
          add(uniis, moiety.unii());
        }
      }
      // A swab in a kit is not what the label is about.
      product.parts().stream().filter(Found::acts).forEach(this::add);
    }

    private static boolean acts(Product part) {
      return !part.activeIngredients().isEmpty() || part.parts().stream().anyMatch(Found::acts);
    }

    private static void add(Set<String> to, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        to.add(value);
      }
    }
  }
}
