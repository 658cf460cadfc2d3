package org.livingevidence.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How medical English words the names of diseases: a small lexicon of ours, of organs and of the
/// words that stand for "disease of". Nothing in it is about one disease.
final class ConditionWording implements Wording {
  /// The same in other words.
  private static final int SAME = 0;

  /// The quality for the thing: `hypertensive`.
  private static final int QUALITY = 1;

  /// A word that is used for the name, but may mean less: `kidney damage`.
  private static final int LOOSE = 2;

  /// Each line is one word to the matcher, mostly an organ and its adjectives.
  private static final String ALIASES =
      """
      kidney renal
      liver hepatic
      heart cardiac
      lung pulmonary
      brain cerebral
      skin cutaneous dermal dermatologic dermatological
      eye ocular ophthalmic
      stomach gastric
      bowel intestine intestinal
      blood hematologic hematological haematologic haematological hematic
      breast mammary
      uterus uterine
      ovary ovarian
      prostate prostatic
      pancreas pancreatic
      esophagus esophageal
      spleen splenic
      vein venous
      artery arterial
      nerve neural
      colon colonic
      rectum rectal
      testis testicular
      cognition cognitive
      muscle muscular
      retina retinal
      cornea corneal
      bone osseous
      joint articular
      vessel vascular
      disease disorder
      neurologic neurological
      mental psychiatric psychological
      tubule tubular
      ventricle ventricular
      atrium atrial
      larynx laryngeal
      pharynx pharyngeal
      trachea tracheal
      bronchus bronchial
      thyroid thyroidal
      adrenal suprarenal
      pituitary hypophyseal
      allergy allergic
      tumor tumour
      and
      or
      2 ii
      3 iii
      4 iv
      5 v
      """;

  private static final Set<String> VAGUE =
      Set.of(
          "abnormality",
          "abnormalities",
          "attack",
          "aura",
          "complication",
          "condition",
          "deficiency",
          "deficiencies",
          "conventional",
          "disease",
          "disorder",
          "emergency",
          "emergencies",
          "episode",
          "facies",
          "history",
          "illness",
          "illnesses",
          "included",
          "injury",
          "injuries",
          "lesion",
          "recurrence",
          "relapse",
          "rupture",
          "sign",
          "strain",
          "stress",
          "symptom",
          "syndrome",
          "trauma",
          "wound",
          "acute disease",
          "adverse event",
          "birth weight",
          "body weight",
          "chronic disease",
          "disease progression",
          "disease susceptibility",
          "genetic predisposition",
          "signs and symptoms");

  private static final List<String> HARM =
      List.of(
          "damage",
          "injury",
          "dysfunction",
          "impairment",
          "toxicity",
          "disturbance",
          "complication",
          "abnormality",
          "problem",
          "deficit",
          "alteration");

  /// What comes and goes.
  private static final List<String> EPISODES =
      Stream.concat(HARM.stream(), Stream.of("episode")).toList();

  private static final List<String> TUMOURS =
      List.of("cancer", "tumor", "carcinoma", "malignancy", "neoplasm");

  /// Last words, and what else is said for them.
  private static final Map<String, List<String>> HEADS =
      Map.ofEntries(
          Map.entry("disease", HARM),
          Map.entry("diseases", HARM),
          Map.entry("disorder", EPISODES),
          Map.entry("disorders", EPISODES),
          Map.entry("neoplasm", TUMOURS),
          Map.entry("neoplasms", TUMOURS),
          Map.entry("cancer", TUMOURS),
          Map.entry("infection", List.of("infected")),
          Map.entry("epilepsy", List.of("seizure")),
          Map.entry("infections", List.of("infected")),
          Map.entry("deficiency", List.of("deficient")),
          Map.entry("syndrome", List.of("disease")),
          Map.entry("insufficiency", List.of("failure", "dysfunction")),
          Map.entry("failure", List.of("insufficiency")),
          Map.entry("hemorrhage", List.of("bleeding")),
          Map.entry("bleeding", List.of("hemorrhage")),
          Map.entry("abnormalities", List.of("malformation", "anomaly", "defect")));

  /// Organs, and the beginning of words that are about them.
  private static final Map<String, List<String>> COMBINING =
      Map.ofEntries(
          Map.entry("kidney", List.of("nephro")),
          Map.entry("liver", List.of("hepato")),
          Map.entry("heart", List.of("cardio")),
          Map.entry("nervous system", List.of("neuro")),
          Map.entry("eye", List.of("ophthalmo", "oculo")),
          Map.entry("ear", List.of("oto")),
          Map.entry("skin", List.of("dermato")),
          Map.entry("muscular", List.of("myo")),
          Map.entry("brain", List.of("encephalo")),
          Map.entry("joint", List.of("arthro")),
          Map.entry("vascular", List.of("angio", "vasculo")),
          Map.entry("stomach", List.of("gastro")),
          Map.entry("intestinal", List.of("entero")),
          Map.entry("bone marrow", List.of("myelo")),
          Map.entry("hematologic", List.of("hemato")),
          Map.entry("lung", List.of("pneumo")),
          Map.entry("retinal", List.of("retino")));

  /// Endings of names, and of the adjectives made of them.
  private static final String[][] QUALITIES = {
    {"tension", "tensive"},
    {"lepsy", "leptic"},
    {"phrenia", "phrenic"},
    {"betes", "betic"},
    {"rrhage", "rrhagic"},
    {"emia", "emic"},
    {"plegia", "plegic"},
    {"pathy", "pathic"},
    {"toxicity", "toxic"},
    {"trophy", "trophic"},
    {"obesity", "obese"},
    {"fertility", "fertile"},
    {"uria", "uric"},
    {"rhosis", "rhotic"},
    {"chosis", "chotic"},
    {"ombosis", "ombotic"},
    {"fibrosis", "fibrotic"},
    {"sclerosis", "sclerotic"},
    {"eurosis", "eurotic"},
    {"depression", "depressed"},
    {"kinesia", "kinetic"},
    {"stonia", "stonic"},
  };

  private static final List<String> ADJECTIVES = List.of("al", "ar", "ary", "ous");

  private static final Set<String> LATIN = Set.of("pectoris", "mellitus", "vulgaris");

  private static final List<String> HIGH = List.of("elevated", "high", "increased", "raised");

  /// What is high in a disease.
  private static final String[][] LEVELS = {
    {"hypertension", "blood pressure"},
    {"ocular hypertension", "intraocular pressure"},
    {"hypercholesterolemia", "cholesterol", "total cholesterol", "serum cholesterol"},
    {"hypertriglyceridemia", "triglyceride", "serum triglyceride", "triglyceride levels"},
    {"hyperglycemia", "blood glucose", "blood sugar"},
    {"hyperkalemia", "serum potassium", "potassium"},
    {"hyperphosphatemia", "serum phosphorus", "phosphorus"},
    {"hyperuricemia", "uric acid", "serum uric acid"},
  };

  private static final Set<String> LINKS =
      Set.of(
          "of", "the", "and", "or", "with", "in", "to", "by", "from", "due", "without", "for", "a",
          "an", "type");

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int MOST_WORDS = 5;
  private static final int SHORT = 3;

  @Override
  public void teach(Vocabulary vocabulary) {
    Fold fold = new Fold();
    for (String line : ALIASES.strip().split("\n")) {
      int number = -1;
      for (String word : SPACE.split(line.strip())) {
        int length = fold.fold(word, 0, word.length(), Letters.of(word.charAt(0)));
        if (number < 0) {
          number = vocabulary.learn(fold.characters(), length);
        } else {
          vocabulary.learnAlias(fold.characters(), length, number);
        }
      }
    }
  }

  @Override
  public boolean isVague(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return VAGUE.contains(lower)
        || (lower.endsWith("s") && VAGUE.contains(lower.substring(0, lower.length() - 1)))
        || isBareAdjective(lower)
        || (name.length() <= SHORT && name.equals(name.toUpperCase(Locale.ROOT)));
  }

  /// `Congenital`: some vocabularies list it as a name.
  private static boolean isBareAdjective(String name) {
    return name.indexOf(' ') < 0 && ADJECTIVES.stream().anyMatch(name::endsWith);
  }

  @Override
  public boolean isTurned(String name) {
    return name.contains(", ") && name.chars().noneMatch(Character::isDigit) && !name.endsWith("I");
  }

  @Override
  public void variants(String name, Variants variants) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    String[] words = SPACE.split(lower);
    boolean code = words.length == 1 && name.equals(name.toUpperCase(Locale.ROOT));
    if (words.length > MOST_WORDS
        || code
        || isVague(name)
        || name.contains(",")
        || name.contains("(")) {
      return;
    }
    order(words, variants, SAME);
    latin(words, variants);
    levels(lower, variants);
    if (words.length == 1) {
      qualities(words[0], variants);
    } else {
      heads(words, variants);
      adjectives(words, variants);
      infections(words, variants);
      drugs(words, variants);
    }
  }

  /// `Angina` is angina pectoris.
  private static void latin(String[] words, Variants variants) {
    int last = words.length - 1;
    if (last > 0 && LATIN.contains(words[last])) {
      variants.take(join(words, 0, last), QUALITY);
    }
  }

  /// `Hypertension` is high blood pressure.
  private static void levels(String name, Variants variants) {
    for (String[] level : LEVELS) {
      if (level[0].equals(name)) {
        for (String high : HIGH) {
          for (int i = 1; i < level.length; i++) {
            variants.take(high + " " + level[i], QUALITY);
          }
        }
      }
    }
  }

  /// `Breast cancer` and `cancer of the breast`.
  private static void order(String[] words, Variants variants, int distance) {
    int n = words.length;
    if (Arrays.stream(words).noneMatch(LINKS::contains)) {
      for (int head = n - 1; head >= Math.max(1, n - 2); head--) {
        String tail = join(words, head, n);
        String front = join(words, 0, head);
        variants.take(tail + " of " + front, distance);
        variants.take(tail + " of the " + front, distance);
      }
      return;
    }
    int of = Arrays.asList(words).indexOf("of");
    if (of > 0 && of < n - 1) {
      int from = words[of + 1].equals("the") ? of + 2 : of + 1;
      if (from < n) {
        variants.take(join(words, from, n) + " " + join(words, 0, of), distance);
      }
    }
  }

  /// `Occlusive arterial disease` is arterial occlusive disease; what hurts is painful.
  private static void adjectives(String[] words, Variants variants) {
    String last = words[words.length - 1];
    if (words.length == 3 && Arrays.stream(words).noneMatch(LINKS::contains)) {
      variants.take(words[1] + " " + words[0] + " " + last, LOOSE);
    }
    if (words.length == 2 && last.equals("pain")) {
      variants.take(words[0] + " painful", LOOSE);
      variants.take(words[0] + ", painful", LOOSE);
    }
  }

  /// `Kidney diseases`: kidney damage, nephropathy.
  private static void heads(String[] words, Variants variants) {
    String front = join(words, 0, words.length - 1);
    List<String> heads = HEADS.getOrDefault(words[words.length - 1], List.of());
    for (String head : heads) {
      String variant = front + " " + head;
      variants.take(variant, LOOSE);
      order(SPACE.split(variant), variants, LOOSE);
    }
    if (isHarm(heads)) {
      for (String form : COMBINING.getOrDefault(front, List.of())) {
        variants.take(form + "toxicity", LOOSE);
        variants.take(form + "toxic", LOOSE);
        variants.take(form + "pathy", LOOSE);
      }
    }
  }

  private static boolean isHarm(List<String> heads) {
    return heads.containsAll(HARM);
  }

  /// `Infectious skin diseases` are infections of the skin.
  private static void infections(String[] words, Variants variants) {
    int last = words.length - 1;
    if (last > 1
        && words[0].equals("infectious")
        && isHarm(HEADS.getOrDefault(words[last], List.of()))) {
      String organ = join(words, 1, last);
      order(SPACE.split(organ + " infections"), variants, LOOSE);
      variants.take(organ + " infections", LOOSE);
      variants.take(organ + " structure infections", LOOSE);
      variants.take(organ + " and " + organ + " structure infections", LOOSE);
    }
  }

  /// Where drugs are spoken of, an overdose is of a drug.
  private static void drugs(String[] words, Variants variants) {
    if (words.length == 2 && words[0].equals("drug")) {
      variants.take(words[1], QUALITY);
    }
    if (words.length == 3 && words[0].equals("drug-induced") && words[2].equals("injury")) {
      variants.take(words[1] + " toxicity", QUALITY);
      for (String form : COMBINING.getOrDefault(words[1], List.of())) {
        variants.take(form + "toxicity", QUALITY);
        variants.take(form + "toxic", QUALITY);
      }
    }
  }

  private static void qualities(String word, Variants variants) {
    for (String[] ending : QUALITIES) {
      if (word.endsWith(ending[0])) {
        variants.take(word.substring(0, word.length() - ending[0].length()) + ending[1], QUALITY);
        return;
      }
    }
  }

  private static String join(String[] words, int from, int to) {
    return String.join(" ", Arrays.copyOfRange(words, from, to));
  }
}
