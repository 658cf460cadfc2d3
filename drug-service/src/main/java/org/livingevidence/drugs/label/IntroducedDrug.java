package org.livingevidence.drugs.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.topic.NameKey;

/// The drug that labels are of, as they describe it, for where no person has entered one: an
/// active moiety, or a combination by itself. A function of the labels, whatever their order.
final class IntroducedDrug {
  /// A label of more is of vitamins, allergens or a kit, not of a drug.
  private static final int MOST_MOIETIES = 4;

  private static final int LONGEST_ID = 100;
  private static final int MOST_NAMES = 50;
  private static final Pattern UNII = Pattern.compile("[0-9A-Z]{10}");

  /// Which label speaks first: the reference product's before those of generics, the newest, the
  /// first by set id.
  private static final Comparator<LabelState> ORDER =
      Comparator.comparing(IntroducedDrug::generic)
          .thenComparing(
              label -> label.effective() == null ? "" : label.effective(),
              Comparator.reverseOrder())
          .thenComparing(LabelState::id);

  private IntroducedDrug() {}

  /// The id of the drug that a label introduces: only products that an agency approved are taken
  /// for drugs.
  static Optional<String> id(LabelState label) {
    if (label.kind() != LabelKind.SPL
        || !ApplicationNumbers.approved(label.identifiers().applicationNumbers())) {
      return Optional.empty();
    }
    var moieties = SubstanceNames.moieties(label.identifiers());
    if (moieties.isEmpty() || moieties.size() > MOST_MOIETIES) {
      return Optional.empty();
    }
    String id = Slug.of(SubstanceNames.together(moieties));
    return id.isEmpty() || id.length() > LONGEST_ID ? Optional.empty() : Optional.of(id);
  }

  /// What labels say of the drug that they introduce.
  ///
  /// @param labels at least one, all with this id
  static Drug of(String id, Collection<LabelState> labels) {
    var ordered = labels.stream().sorted(ORDER).toList();
    var first = ordered.getFirst();
    var moieties = SubstanceNames.moieties(first.identifiers());
    String name = SubstanceNames.together(moieties);
    var synonyms = new Names(name);
    var brands = new Names(name);
    var routes = new TreeSet<String>();
    for (var label : ordered) {
      var known = label.identifiers();
      known.genericNames().forEach(each -> synonyms.add(each.toLowerCase(Locale.ROOT)));
      if (moieties.size() == 1) {
        known.substances().forEach(each -> synonyms.add(each.toLowerCase(Locale.ROOT)));
      }
      known.routes().forEach(route -> routes.add(route.toLowerCase(Locale.ROOT)));
    }
    // A generic's label has the name of the substance, or a shop's, where a brand stands.
    ordered.stream()
        .filter(label -> !generic(label))
        .forEach(label -> label.identifiers().brands().forEach(brands::add));
    brands.remove(synonyms);
    return new Drug(
        id,
        name,
        brands.list(),
        moieties.size() == 1 ? Drug.Identifiers.of(unii(name, ordered)) : null,
        pharmacologicClass(ordered, " [EPC]"),
        null,
        pharmacologicClass(ordered, " [MoA]"),
        List.copyOf(routes),
        synonyms.list(),
        List.of(),
        List.of(),
        null,
        Drug.Origin.label(first.id()));
  }

  private static boolean generic(LabelState label) {
    return ApplicationNumbers.generic(label.identifiers().applicationNumbers());
  }

  /// The moiety's own code; that of a salt is not the moiety's.
  private static @Nullable String unii(String name, List<LabelState> labels) {
    String key = NameKey.of(name);
    for (var label : labels) {
      for (var product : label.products()) {
        for (var ingredient : product.activeIngredients()) {
          for (var moiety : ingredient.moieties()) {
            if (moiety.unii() != null && key.equals(NameKey.of(String.valueOf(moiety.name())))) {
              return valid(moiety.unii());
            }
          }
        }
      }
    }
    for (var label : labels) {
      var known = label.identifiers();
      if (known.uniis().size() == 1
          && known.substances().size() == 1
          && key.equals(NameKey.of(known.substances().getFirst()))) {
        return valid(known.uniis().getFirst());
      }
    }
    return null;
  }

  private static @Nullable String valid(String unii) {
    return UNII.matcher(unii).matches() ? unii : null;
  }

  /// Of the label that speaks first among those that have one.
  private static @Nullable String pharmacologicClass(List<LabelState> labels, String kind) {
    for (var label : labels) {
      for (String each : label.identifiers().pharmacologicClasses()) {
        if (each.endsWith(kind)) {
          return each.substring(0, each.length() - kind.length());
        }
      }
    }
    return null;
  }

  /// Names that are not the drug's own, each once however it is written.
  private static final class Names {
    private final List<String> keys = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();

    Names(String own) {
      keys.add(NameKey.of(own));
    }

    void add(String name) {
      String key = NameKey.of(name);
      if (!key.isEmpty() && !keys.contains(key)) {
        keys.add(key);
        names.add(name);
      }
    }

    void remove(Names others) {
      names.removeIf(name -> others.keys.contains(NameKey.of(name)));
    }

    List<String> list() {
      return names.stream().limit(MOST_NAMES).toList();
    }
  }
}
