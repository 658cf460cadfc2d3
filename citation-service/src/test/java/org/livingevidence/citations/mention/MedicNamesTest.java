package org.livingevidence.citations.mention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

class MedicNamesTest {
  @Test
  void catalogueEntriesAndBareAbbreviationsStandInNoText() {
    assertThat(
            List.of(
                "CAROTENOIDS, PLASMA LEVEL OF, QUANTITATIVE TRAIT LOCUS 1, INCLUDED",
                "WEAVER-SMITH SYNDROME;WSS WEAVER-LIKE SYNDROME, INCLUDED",
                "FPH",
                "T1D",
                "HYPERPIGMENTATION, FAMILIAL PROGRESSIVE, 2",
                "Tooth Agenesis, Selective, 6",
                "Glaucoma 1, Open Angle, E"))
        .noneMatch(MedicNames::standsInText);
  }

  @Test
  void whatAuthorsWriteStands() {
    assertThat(
            List.of(
                "TRAPS",
                "MODY7",
                "Hibernian fever, familial",
                "MELANOSIS UNIVERSALIS HEREDITARIA",
                "Diabetes Mellitus, Type 2",
                "TNF receptor-associated periodic syndrome"))
        .allMatch(MedicNames::standsInText);
  }

  /// The lines of MEDIC as they are, by the first MeSH id of each.
  @Test
  void theNamesOfRealLinesAreFoundWithoutTheirJunk() throws Exception {
    Map<String, List<String>> lines = new HashMap<>();
    try (var in = SharedData.open(SharedData.folder("mesh").resolve("medic_06Jul2012.txt.gz"))) {
      new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .filter(line -> line.startsWith("C5"))
          .forEach(
              line ->
                  lines.put(
                      line.substring(0, 7),
                      List.of(line.substring(line.indexOf("||") + 2).split("\\|"))));
    }
    Dictionary.Builder builder = Dictionary.builder();
    lines.forEach(
        (id, names) ->
            names.stream().filter(MedicNames::standsInText).forEach(name -> builder.add(name, id)));
    Dictionary dictionary = builder.build();
    assertThat(lines.get("C536657")).contains("FHF", "FPF", "TRAPS");
    assertThat(found(dictionary, "FPF, FHF, TRAPS and familial Hibernian fever"))
        .containsExactly("TRAPS", "familial Hibernian fever");
    assertThat(lines.get("C566591")).anyMatch(name -> name.endsWith("DISEASE, INCLUDED"));
    assertThat(found(dictionary, "Erythrokeratodermia variabilis (EKV) and EKV disease"))
        .containsExactly("Erythrokeratodermia variabilis", "EKV", "EKV");
    assertThat(lines.get("C567755")).contains("Tooth Agenesis, Selective, 6");
    assertThat(found(dictionary, "In 6 selective tooth agenesis families; EKV and BOS; included."))
        .isEmpty();
  }

  private static List<String> found(Dictionary dictionary, String text) {
    return dictionary.find(text).stream().map(Mention::text).toList();
  }
}
