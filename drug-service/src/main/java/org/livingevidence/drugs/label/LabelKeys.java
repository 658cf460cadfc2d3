package org.livingevidence.drugs.label;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.livingevidence.drugs.topic.NameKey;

/// What a label is found by: the codes and names that tell its drugs, and the words of a search.
final class LabelKeys {
  /// What a substance is called after beside its moiety: salts, esters, hydrates.
  private static final Set<String> SALTS =
      Set.of(
          "acetate",
          "adipate",
          "anhydrous",
          "arginine",
          "aspartate",
          "benzoate",
          "besylate",
          "besilate",
          "bitartrate",
          "bromide",
          "butyrate",
          "calcium",
          "camsylate",
          "carbonate",
          "chloride",
          "choline",
          "citrate",
          "cypionate",
          "decanoate",
          "diacetate",
          "dihydrate",
          "dihydrochloride",
          "dimaleate",
          "dimeglumine",
          "dimesylate",
          "diphosphate",
          "dipropionate",
          "disodium",
          "edisylate",
          "enanthate",
          "erbumine",
          "esylate",
          "ethanolate",
          "ethylsuccinate",
          "etexilate",
          "fumarate",
          "furoate",
          "gluconate",
          "glucuronate",
          "hemifumarate",
          "hemihydrate",
          "hippurate",
          "hyclate",
          "hydrate",
          "hydrobromide",
          "hydrochloride",
          "hydroxide",
          "iodide",
          "isethionate",
          "lactate",
          "laurate",
          "lysine",
          "magnesium",
          "malate",
          "maleate",
          "malonate",
          "mandelate",
          "medoxomil",
          "meglumine",
          "mesylate",
          "mesilate",
          "methylsulfate",
          "mofetil",
          "monohydrate",
          "monosodium",
          "mucate",
          "napadisylate",
          "napsylate",
          "nitrate",
          "olamine",
          "oleate",
          "orotate",
          "oxalate",
          "palmitate",
          "pamoate",
          "pentahydrate",
          "phenylpropionate",
          "phosphate",
          "pivalate",
          "pivoxil",
          "potassium",
          "propionate",
          "proxetil",
          "saccharate",
          "salicylate",
          "sesquihydrate",
          "sodium",
          "stearate",
          "succinate",
          "sulfate",
          "sulphate",
          "tannate",
          "tartrate",
          "tetrahydrate",
          "tosylate",
          "tosilate",
          "trihydrate",
          "triphenylacetate",
          "trometamol",
          "tromethamine",
          "valerate",
          "xinafoate",
          "zinc");

  /// The suffix that tells biological products of one moiety apart: `adalimumab-adaz`.
  private static final Pattern BIOLOGICAL_SUFFIX = Pattern.compile("(?i)-[a-z]{4}$");

  private LabelKeys() {}

  /// Codes and names by the kind of key.
  static Map<String, List<String>> of(Identifiers identifiers) {
    var names = new TreeSet<String>();
    for (var list :
        List.of(identifiers.moieties(), identifiers.substances(), identifiers.genericNames())) {
      list.forEach(name -> names.addAll(names(name)));
    }
    return Map.of(
        "unii", identifiers.uniis(),
        "rxcui", identifiers.rxcuis(),
        "name", List.copyOf(names));
  }

  /// The names that a substance's name may stand for, in the form in which names are compared: the
  /// name itself, without its salt, without a biological product's suffix; of several that are
  /// named together, each.
  static Set<String> names(String name) {
    var names = new TreeSet<String>();
    for (String each : name.split("(?i),|;|/| and | with |\\+")) {
      String whole = NameKey.of(each);
      add(names, whole);
      add(names, withoutSalt(whole));
      add(names, NameKey.of(BIOLOGICAL_SUFFIX.matcher(each.strip()).replaceFirst("")));
    }
    add(names, NameKey.of(name));
    return names;
  }

  private static void add(Collection<String> names, String key) {
    if (!key.isEmpty()) {
      names.add(key);
    }
  }

  private static String withoutSalt(String key) {
    var words = new ArrayList<>(List.of(key.split(" ")));
    while (words.size() > 1 && SALTS.contains(words.getLast())) {
      words.removeLast();
    }
    return String.join(" ", words);
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
