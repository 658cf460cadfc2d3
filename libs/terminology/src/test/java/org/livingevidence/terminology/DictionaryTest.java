package org.livingevidence.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  private static final Dictionary CONDITIONS =
      of(
          Map.of(
              "D001172", List.of("Arthritis, Rheumatoid", "RA"),
              "D001168", List.of("Arthritis", "Polyarthritis"),
              "D016706", List.of("Still's Disease, Adult-Onset", "Still's disease"),
              "C565798", List.of("Systemic Juvenile Idiopathic Arthritis", "Still's Disease"),
              "D000740", List.of("Anemia", "Anemia, Hemolytic"),
              "D012859", List.of("Sjögren's Syndrome", "Sicca Syndrome"),
              "D054218", List.of("Acute Lymphoblastic Leukemia", "ALL"),
              "D000163", List.of("Acquired Immunodeficiency Syndrome", "AIDS")));

  private static Dictionary of(Map<String, List<String>> names) {
    Dictionary.Builder builder = Dictionary.builder();
    names.forEach((id, all) -> all.forEach(name -> builder.add(name, id)));
    return builder.build();
  }

  private static Dictionary of(String name) {
    return of(Map.of("X", List.of(name)));
  }

  private static List<String> found(String text) {
    return texts(CONDITIONS.find(text));
  }

  private static List<String> texts(List<Mention> mentions) {
    return mentions.stream().map(Mention::text).toList();
  }

  @Test
  void aMentionTellsItsPlaceAndMeaning() {
    assertThat(CONDITIONS.find("In rheumatoid arthritis."))
        .containsExactly(new Mention(3, 23, "rheumatoid arthritis", List.of("D001172")));
  }

  @Test
  void theLongestOfTheLeftmostNamesIsTaken() {
    assertThat(found("systemic juvenile idiopathic arthritis, arthritis"))
        .containsExactly("systemic juvenile idiopathic arthritis", "arthritis");
  }

  @Test
  void amongWantedConceptsNoOtherHidesOne() {
    String title = "Systemic juvenile idiopathic arthritis, an arthritis (AIA), and AIA";
    assertThat(texts(CONDITIONS.find(title, Set.of("D001168"))))
        .containsExactly("arthritis", "arthritis");
    assertThat(texts(CONDITIONS.find(title, Set.of("D001168", "C565798"))))
        .containsExactly("Systemic juvenile idiopathic arthritis", "arthritis");
    assertThat(CONDITIONS.find(title, Set.of("D000163"))).isEmpty();
    assertThat(CONDITIONS.find("Still's disease", Set.of("D016706")).getFirst().concepts())
        .as("whoever names what is meant parts an ambiguous name")
        .containsExactly("D016706");
  }

  @Test
  void anUnfinishedLongNameLeavesTheShortOne() {
    assertThat(found("rheumatoid nodules; juvenile idiopathic arthritis"))
        .containsExactly("arthritis");
  }

  @Test
  void aNameOfSeveralConceptsStaysAmbiguous() {
    Mention mention = CONDITIONS.find("Still disease").getFirst();
    assertThat(mention.concepts()).containsExactly("C565798", "D016706");
    assertThat(mention.ambiguous()).isTrue();
  }

  @Test
  void possessivesAreAsOne() {
    for (String spelled :
        List.of(
            "Still's disease",
            "Still’s disease",
            "Still disease",
            "Stills disease",
            "STILL'S DISEASE",
            "Still´s diseases")) {
      assertThat(found("In " + spelled + ".")).as(spelled).containsExactly(spelled);
    }
  }

  @Test
  void hyphensAndDashesAreSpaces() {
    for (String spelled :
        List.of(
            "adult-onset Still's disease",
            "adult onset Still's disease",
            "adult‑onset Still's disease",
            "adult–onset Still's-disease")) {
      assertThat(found(spelled)).as(spelled).containsExactly(spelled);
    }
  }

  @Test
  void accentsAreIgnoredHoweverTheyAreWritten() {
    for (String spelled :
        List.of("Sjögren's syndrome", "Sjogren syndrome", "Sjo\u0308gren’s syndromes")) {
      assertThat(found(spelled)).as(spelled).containsExactly(spelled);
    }
  }

  @Test
  void bothSpellingsOfVowelPairsAreOne() {
    assertThat(found("anaemia, anæmia and haemolytic anaemias"))
        .containsExactly("anaemia", "anæmia", "haemolytic anaemias");
    assertThat(texts(of("Oedema").find("edema"))).containsExactly("edema");
  }

  @Test
  void pluralsAreTheirSingulars() {
    Map<String, String> plurals =
        Map.of(
            "Allergy", "allergies",
            "Virus Disease", "virus diseases",
            "Arthritis", "arthritides",
            "Diagnosis", "diagnoses",
            "Headache", "headaches",
            "Abscess", "abscesses",
            "Carcinoma", "carcinomata",
            "Complex", "complexes",
            "Rash", "rashes",
            "Metastases", "metastasis");
    plurals.forEach(
        (one, many) -> {
          assertThat(texts(of(one).find(many))).as(many).containsExactly(many);
          assertThat(texts(of(many).find(one))).as(one).containsExactly(one);
        });
  }

  @Test
  void otherWordsAreNotPlurals() {
    assertThat(of("Gas").find("ga")).isEmpty();
    assertThat(of("Lupus").find("lupu")).isEmpty();
    assertThat(of("Abscess").find("absces")).isEmpty();
  }

  @Test
  void invertedNamesAreFoundInBothOrders() {
    Dictionary dictionary = of("Anemia, Hemolytic, Autoimmune");
    assertThat(texts(dictionary.find("autoimmune hemolytic anemia"))).hasSize(1);
    assertThat(texts(dictionary.find("Anemia, hemolytic, autoimmune"))).hasSize(1);
    assertThat(of("Wounds, Burns, and Bites").find("and bites burns wounds")).isEmpty();
  }

  @Test
  void aNameDoesNotRunAcrossPunctuation() {
    assertThat(found("Not rheumatoid. Arthritis (septic)")).containsExactly("Arthritis");
    assertThat(found("rheumatoid (arthritis)")).containsExactly("arthritis");
    assertThat(found("rheumatoid — arthritis")).containsExactly("arthritis");
    assertThat(found("rheumatoid\n arthritis")).containsExactly("rheumatoid\n arthritis");
  }

  @Test
  void punctuationOfTheNameItselfIsAllowedButNotRequired() {
    Dictionary dictionary = of("Encephalitis, St. Louis");
    assertThat(dictionary.find("St. Louis encephalitis")).hasSize(1);
    assertThat(dictionary.find("St Louis encephalitis")).hasSize(1);
    assertThat(dictionary.find("St. Louis. Encephalitis")).isEmpty();
  }

  @Test
  void wordsAreWholeWords() {
    assertThat(found("pseudoarthritisation, arthritisX, 3arthritis")).isEmpty();
  }

  @Test
  void numbersAndGreekLettersAreWordsOfTheirOwn() {
    for (String spelled : List.of("IL-1β", "IL1 beta", "IL 1-beta", "IL1β")) {
      assertThat(of("IL-1 beta").find(spelled)).as(spelled).hasSize(1);
    }
    assertThat(of("Interleukin-1").find("interleukin-1Ra and interleukin-12")).isEmpty();
    assertThat(of("COVID-19").find("Covid19")).hasSize(1);
  }

  @Test
  void shortNamesInCapitalsCountOnlyAsWritten() {
    assertThat(found("RA, ra, Ra; AIDS, hearing aids, Aids")).containsExactly("RA", "AIDS");
    assertThat(found("RAs and RA's")).containsExactly("RAs", "RA's");
    assertThat(found("RA-123 is a compound, RA-related is not")).containsExactly("RA");
  }

  @Test
  void capitalsSayNothingInATextOfCapitals() {
    assertThat(found("HEARING AIDS IMPROVE SPEECH IN CHILDREN WITH ARTHRITIS"))
        .containsExactly("ARTHRITIS");
  }

  @Test
  void initialsThatEndInSAreNoPlural() {
    assertThat(texts(of("HARDS").find("hard, HARDS, Hards, HARD")))
        .containsExactly("HARDS", "Hards");
  }

  @Test
  void shortCommonWordsAreNeverMatchedAlone() {
    assertThat(found("Not ALL of them")).isEmpty();
    assertThat(of("Best").find("the Best result")).isEmpty();
    assertThat(of("Cold").find("a cold")).hasSize(1);
    assertThat(of("Best Disease").find("Best disease")).hasSize(1);
  }

  @Test
  void namesWithoutLettersAreLeftOut() {
    assertThat(of("12").find("12 patients")).isEmpty();
    assertThat(of("A").find("a patient")).isEmpty();
    assertThat(of(", ").find("a, b")).isEmpty();
  }

  @Test
  void aNameIsLookedUpWhole() {
    assertThat(CONDITIONS.concepts("stills disease")).containsExactly("C565798", "D016706");
    assertThat(CONDITIONS.concepts("all")).isEmpty();
    assertThat(CONDITIONS.concepts("ALL")).containsExactly("D054218");
    assertThat(CONDITIONS.concepts("severe arthritis")).isEmpty();
    assertThat(CONDITIONS.concepts("")).isEmpty();
  }

  @Test
  void aTextWithoutNamesHoldsNone() {
    assertThat(CONDITIONS.find("")).isEmpty();
    assertThat(CONDITIONS.find(" .,;() ")).isEmpty();
    assertThat(CONDITIONS.find("Nothing of the kind (NK) was seen, 日本語, 𝒳.")).isEmpty();
    assertThat(Dictionary.builder().build().find("arthritis")).isEmpty();
  }

  @Test
  void theOrderOfNamesDoesNotMatter() {
    List<String[]> names = new ArrayList<>();
    for (String id : List.of("B", "A", "C")) {
      for (String name : List.of("Fever, Q", "Q fever", "q-FEVER", "QF", "Qf", "qf")) {
        names.add(new String[] {name, id});
      }
    }
    String text = "Q fever (QF) and q fevers, Qf and qf; fever, Q";
    List<Mention> expected = null;
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(names, new Random(seed));
      Dictionary.Builder builder = Dictionary.builder();
      names.forEach(name -> builder.add(name[0], name[1]));
      List<Mention> found = builder.build().find(text);
      assertThat(found).isEqualTo(expected == null ? found : expected);
      expected = found;
    }
    assertThat(expected).isNotEmpty();
  }

  @Test
  void offsetsAlwaysCutTheWordsOut() {
    List<String> pieces =
        List.of(
            "rheumatoid",
            "arthritis",
            "RA",
            "(RA)",
            "Still’s",
            "disease",
            "Sjo\u0308gren",
            "syndrome",
            "anæmia",
            "𝒜𝒷",
            "日本",
            ", ",
            ". ",
            " ",
            "-",
            "—",
            "(",
            ")",
            "'s",
            "’",
            "β",
            "1",
            "ALL",
            "acute",
            "lymphoblastic",
            "leukaemias",
            "\n",
            "ß",
            "İ",
            "\u00AD",
            "AIDS");
    Random random = new Random(20);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
      String written = text.toString();
      int end = 0;
      for (Mention mention : CONDITIONS.find(written)) {
        assertThat(mention.start()).isGreaterThanOrEqualTo(end);
        assertThat(written.substring(mention.start(), mention.end())).isEqualTo(mention.text());
        assertThat(mention.concepts()).isNotEmpty().isSorted().doesNotHaveDuplicates();
        end = mention.end();
      }
    }
  }

  @Test
  void everyNameIsFoundInItself() {
    for (String name :
        List.of(
            "Granulomatous Disease, Chronic, X-Linked",
            "Muckle-Wells Syndrome",
            "Behçet's Syndrome",
            "5'-nucleotidase deficiency",
            "d'Emblée Syndrome (type 2b)",
            "TNF-α receptor–associated periodic syndrome",
            "Stevens-Johnson Syndrome",
            "Caries",
            "Rabies",
            "Psoriasis",
            "Ascites",
            "Herpes Zoster",
            "Iritis")) {
      assertThat(texts(of(name).find(name))).as(name).containsExactly(name.replaceAll("\\)$", ""));
    }
  }

  @Test
  void aPossessiveWithoutItsApostropheIsOne() {
    Dictionary dictionary = Dictionary.builder().add("Still's Disease", "still").build();
    assertThat(dictionary.find("adult Still s disease, Still's disease"))
        .extracting(Mention::text)
        .containsExactly("Still s disease", "Still's disease");
  }
}
