package org.livingevidence.drugs.label;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.livingevidence.drugs.topic.NameKey;

/// What a label is found by: the codes and names that tell its drugs, and the words of a search.
final class LabelKeys {
  private LabelKeys() {}

  /// Codes and names by the kind of key; `drug` is the id of the drug that the label introduces
  /// where nobody has entered it.
  static Map<String, List<String>> of(LabelState state) {
    var identifiers = state.identifiers();
    var names = new TreeSet<String>();
    for (var list :
        List.of(identifiers.moieties(), identifiers.substances(), identifiers.genericNames())) {
      list.forEach(name -> names.addAll(SubstanceNames.keys(name)));
    }
    var moieties = SubstanceNames.moieties(identifiers);
    if (moieties.size() > 1) {
      names.add(NameKey.of(SubstanceNames.together(moieties)));
    }
    return Map.of(
        "unii", identifiers.uniis(),
        "rxcui", identifiers.rxcuis(),
        "name", List.copyOf(names),
        "drug", IntroducedDrug.id(state).map(List::of).orElse(List.of()));
  }

  /// The words that a label is searched by.
  static String words(LabelState state) {
    var identifiers = state.identifiers();
    var texts = new ArrayList<String>();
    texts.add(state.name());
    texts.add(state.id());
    if (state.title() != null) {
      texts.add(state.title());
    }
    Stream.of(
            identifiers.brands(),
            identifiers.genericNames(),
            identifiers.substances(),
            identifiers.moieties(),
            identifiers.uniis(),
            identifiers.applicationNumbers(),
            identifiers.productNdcs(),
            identifiers.packageNdcs(),
            identifiers.labelers(),
            identifiers.pharmacologicClasses())
        .forEach(texts::addAll);
    return searched(String.join(" ", texts));
  }

  /// Words as they are searched, in lower case and without punctuation.
  static String searched(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+|['’ʼ`´]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
