package org.livingevidence.drugs.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.livingevidence.drugs.topic.NameKey;

/// How the names of active substances, as labels and registers write them, tell what acts.
public final class SubstanceNames {
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
          "bisulfate",
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

  /// What is left of a salt's name when its anion is taken away and is no moiety's name.
  private static final Set<String> CATIONS =
      Set.of("aluminum", "ammonium", "barium", "ferric", "ferrous", "hydrogen", "silver");

  /// The suffix that tells biological products of one moiety apart: `adalimumab-adaz`.
  private static final Pattern BIOLOGICAL_SUFFIX = Pattern.compile("(?i)-[a-z]{4}$");

  private static final Pattern SEVERAL = Pattern.compile("(?i),|;|/| and | with |\\+");
  private static final Pattern NUMERAL = Pattern.compile("(?:[IVX]+|[A-Z])(?:[a-z])?");
  private static final Pattern SIDE = Pattern.compile("[dls]");
  private static final Pattern OF_SIDE = Pattern.compile("^[dls]-");

  private SubstanceNames() {}

  /// The names that a substance's name may stand for, in the form in which names are compared: the
  /// name itself, without its salt, without a biological product's suffix; of several that are
  /// named together, each.
  public static Set<String> keys(String name) {
    var names = new TreeSet<String>();
    for (String each : SEVERAL.split(name)) {
      String whole = NameKey.of(each);
      add(names, whole);
      add(names, withoutSalt(whole));
      add(names, NameKey.of(BIOLOGICAL_SUFFIX.matcher(each.strip()).replaceFirst("")));
    }
    add(names, NameKey.of(name));
    return names;
  }

  /// What acts in the products of a label, as it is written in a text: the moieties where the
  /// source tells them, else the substances without their salts.
  ///
  /// @return in order, each once; several when the products are combinations
  static List<String> moieties(Identifiers identifiers) {
    return moieties(identifiers.moieties(), identifiers.substances());
  }

  /// The same of names that are told apart already.
  public static List<String> moieties(List<String> told, List<String> substances) {
    var moieties = new TreeSet<String>();
    for (String name : told.isEmpty() ? substances : told) {
      String written = written(name);
      moieties.add(told.isEmpty() ? withoutSalt(written) : written);
    }
    moieties.remove("");
    return List.copyOf(moieties);
  }

  /// The name of a combination of moieties.
  public static String together(List<String> moieties) {
    return moieties.size() < 2
        ? String.join("", moieties)
        : String.join(", ", moieties.subList(0, moieties.size() - 1))
            + " and "
            + moieties.getLast();
  }

  /// In lower case, as names of substances are written in a text; numerals and letters that tell
  /// one from another stay.
  private static String written(String name) {
    var words = new ArrayList<String>();
    for (String word : name.strip().split("\\s+")) {
      words.add(
          !words.isEmpty() && NUMERAL.matcher(word).matches()
              ? word
              : word.toLowerCase(Locale.ROOT));
    }
    return String.join(" ", words);
  }

  private static String withoutSalt(String name) {
    var words = new ArrayList<>(List.of(name.split(" ")));
    while (words.size() > 1 && SALTS.contains(OF_SIDE.matcher(words.getLast()).replaceFirst(""))) {
      words.removeLast();
      // Where names are compared, `s-malate` is two words.
      if (words.size() > 1 && SIDE.matcher(words.getLast()).matches()) {
        words.removeLast();
      }
    }
    String first = words.getFirst();
    boolean salt = words.size() == 1 && (SALTS.contains(first) || CATIONS.contains(first));
    return salt ? name : String.join(" ", words);
  }

  private static void add(Collection<String> names, String key) {
    if (!key.isEmpty()) {
      names.add(key);
    }
  }
}
