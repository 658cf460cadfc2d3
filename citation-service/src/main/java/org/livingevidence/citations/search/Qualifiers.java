package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The qualifiers of MeSH: abbreviations, names, and which stand below which.
final class Qualifiers {
  /// Abbreviation, name, and the abbreviations of those directly below.
  private static final String TABLE =
      """
      AB|abnormalities|
      AD|administration & dosage|
      AE|adverse effects|PO TO
      AG|agonists|
      AA|analogs & derivatives|
      AN|analysis|BL CF IP UR
      AH|anatomy & histology|BS CY EM IR PA UL
      AI|antagonists & inhibitors|
      BI|biosynthesis|
      BS|blood supply|
      BL|blood|
      CF|cerebrospinal fluid|
      CS|chemical synthesis|
      CI|chemically induced|
      CH|chemistry|AG AA AI CS
      CL|classification|
      CO|complications|SC
      CN|congenital|
      CT|contraindications|
      CY|cytology|PA UL
      DF|deficiency|
      DG|diagnostic imaging|
      DU|diagnostic use|
      DI|diagnosis|DG PA
      DH|diet therapy|
      DE|drug effects|
      DT|drug therapy|
      EC|economics|
      ED|education|
      EM|embryology|AB
      EN|enzymology|
      EP|epidemiology|EH MO
      ES|ethics|
      EH|ethnology|
      ET|etiology|CI CO CN EM GE IM MI PS TM
      GE|genetics|
      GD|growth & development|
      HI|history|
      IM|immunology|
      IN|injuries|
      IR|innervation|
      IS|instrumentation|
      IP|isolation & purification|
      LJ|legislation & jurisprudence|
      ME|metabolism|BI BL CF DF EN PK UR
      MT|methods|
      MI|microbiology|VI
      MO|mortality|
      NU|nursing|
      OG|organization & administration|EC LJ ST SD TD UT
      PS|parasitology|
      PY|pathogenicity|
      PA|pathology|
      PK|pharmacokinetics|
      PD|pharmacology|AD AE AG AI CT DU PK
      PH|physiology|GE GD IM ME PP SE
      PP|physiopathology|
      PO|poisoning|
      PC|prevention & control|
      PX|psychology|
      RE|radiation effects|
      RT|radiotherapy|
      RH|rehabilitation|
      SC|secondary|
      SE|secretion|
      ST|standards|
      SN|statistics & numerical data|EP SD UT
      SD|supply & distribution|
      SU|surgery|TR
      TU|therapeutic use|AD AE CT PO
      TH|therapy|DH DT NU PC RT RH SU TR
      TO|toxicity|PO
      TM|transmission|
      TR|transplantation|
      TD|trends|
      UL|ultrastructure|
      UR|urine|
      UT|utilization|
      VE|veterinary|
      VI|virology|
      """;

  private static final Map<String, String> NAMES = new HashMap<>();
  private static final Map<String, List<String>> BELOW = new HashMap<>();

  static {
    TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(
            row -> {
              String name = SearchWords.joined(row[1]);
              NAMES.put(row[0].toLowerCase(Locale.ROOT), name);
              NAMES.put(name, name);
            });
    TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .filter(row -> !row[2].isEmpty())
        .forEach(
            row -> {
              List<String> below = new ArrayList<>();
              for (String abbreviation : row[2].split(" ")) {
                below.add(NAMES.get(abbreviation.toLowerCase(Locale.ROOT)));
              }
              BELOW.put(SearchWords.joined(row[1]), below);
            });
  }

  private Qualifiers() {}

  /// @return the name in words that a name or abbreviation stands for; null when it is none
  static @Nullable String named(String text) {
    return NAMES.get(SearchWords.joined(text.replace(" and ", " & ")));
  }

  /// @param name in words
  /// @return the qualifier itself, and those below it
  static Set<String> withNarrower(String name) {
    Set<String> all = new LinkedHashSet<>();
    add(name, all);
    return all;
  }

  private static void add(String name, Set<String> all) {
    if (all.add(name)) {
      BELOW.getOrDefault(name, List.of()).forEach(below -> add(below, all));
    }
  }
}
