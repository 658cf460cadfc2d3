package org.livingevidence.terminology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A small lexicon of ours: organs, and the words that stand for "disease of". Nothing in it is
/// about one disease.
final class ConditionLexicon {
  private ConditionLexicon() {}

  /// Each line is one word to the matcher, mostly an organ and its adjectives.
  static final String ALIASES =
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

  static final Set<String> VAGUE =
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

  static final List<String> HARM =
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
  static final List<String> EPISODES = Stream.concat(HARM.stream(), Stream.of("episode")).toList();

  static final List<String> TUMOURS =
      List.of("cancer", "tumor", "carcinoma", "malignancy", "neoplasm");

  /// Last words, and what else is said for them.
  static final Map<String, List<String>> HEADS =
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
  static final Map<String, List<String>> COMBINING =
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
  static final String[][] QUALITIES = {
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

  static final List<String> ADJECTIVES = List.of("al", "ar", "ary", "ous");

  static final Set<String> LATIN = Set.of("pectoris", "mellitus", "vulgaris");

  static final List<String> HIGH = List.of("elevated", "high", "increased", "raised");

  /// What is high in a disease.
  static final String[][] LEVELS = {
    {"hypertension", "blood pressure"},
    {"ocular hypertension", "intraocular pressure"},
    {"hypercholesterolemia", "cholesterol", "total cholesterol", "serum cholesterol"},
    {"hypertriglyceridemia", "triglyceride", "serum triglyceride", "triglyceride levels"},
    {"hyperglycemia", "blood glucose", "blood sugar"},
    {"hyperkalemia", "serum potassium", "potassium"},
    {"hyperphosphatemia", "serum phosphorus", "phosphorus"},
    {"hyperuricemia", "uric acid", "serum uric acid"},
  };

  static final Set<String> LINKS =
      Set.of(
          "of", "the", "and", "or", "with", "in", "to", "by", "from", "due", "without", "for", "a",
          "an", "type");
}
