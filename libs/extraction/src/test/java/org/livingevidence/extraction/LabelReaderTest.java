package org.livingevidence.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.extraction.Statement.Force;
import org.livingevidence.extraction.Statement.Intent;
import org.livingevidence.extraction.Statement.Kind;
import org.livingevidence.extraction.Statement.TargetKind;
import org.livingevidence.terminology.Dictionary;

class LabelReaderTest {
  private static final String INDICATIONS = "34067-9";
  private static final String CONTRAINDICATIONS = "34070-3";
  private static final String WARNINGS = "43685-7";
  private static final String INTERACTIONS = "34073-7";

  private static final LabelReader READER =
      new LabelReader(
          Dictionary.conditions()
              .add("Gout", "gout")
              .add("Arthritis, Rheumatoid", "ra")
              .add("Hypertension", "bp")
              .add("Heart Failure", "hf")
              .add("Stroke", "stroke")
              .add("Diabetes Mellitus", "dm")
              .add("Pneumonia", "pneumonia")
              .add("Asthma", "asthma")
              .add("Pancreatitis", "pancreatitis")
              .add("Hypersensitivity", "allergy")
              .add("Periodic Fever", "fever")
              .add("Cryopyrin-Associated Periodic Syndromes", "caps")
              .add("Neonatal-Onset Multisystem Inflammatory Disease", "nomid")
              .add("Arthritis, Juvenile Idiopathic", "jia")
              .add("Systemic Juvenile Idiopathic Arthritis", "sjia")
              .add("Polyarticular Juvenile Idiopathic Arthritis", "pjia")
              .add("Liver Diseases", "liver")
              .add("Renal Cell Carcinoma", "rcc")
              .add("Cancer", "cancer")
              .add("Tumor", "cancer")
              .build(),
          Dictionary.builder().add("Warfarin", "warfarin").add("TNF blockers", "tnf").build());

  private static List<Statement> read(String code, String text) {
    return READER.read(List.of(new LabelSection(code, "", text)));
  }

  private static List<String> indicated(String text) {
    return read(INDICATIONS, text).stream()
        .filter(each -> each.kind() == Kind.INDICATION)
        .flatMap(each -> each.target().concepts().stream())
        .toList();
  }

  private static List<String> limited(String text) {
    return read(INDICATIONS, text).stream()
        .filter(each -> each.kind() == Kind.LIMITATION)
        .flatMap(each -> each.target().concepts().stream())
        .toList();
  }

  private static Statement only(String code, String text) {
    List<Statement> found = read(code, text);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void aStatementCarriesItsSentenceAndPlaces() {
    String text = "General words.\nALPHA is indicated for the treatment of gout.";
    Statement statement = only(INDICATIONS, text);
    Statement.Place place = statement.place();
    assertThat(place.sentence()).isEqualTo("ALPHA is indicated for the treatment of gout.");
    assertThat(text.substring(place.start(), place.end())).isEqualTo(place.sentence());
    assertThat(text.substring(place.targetStart(), place.targetEnd())).isEqualTo("gout");
    assertThat(statement.rule()).isEqualTo("indicated");
    assertThat(statement.confidence()).isBetween(0.5, 1.0);
    assertThat(statement.because()).isNotBlank();
  }

  @Test
  void whatIsListedUnderASentenceIsIndicated() {
    assertThat(indicated("ALPHA is indicated for:\n• Gout\n• Rheumatoid arthritis in adults"))
        .containsExactly("gout", "ra");
  }

  @Test
  void joinedNamesAreAllIndicated() {
    assertThat(
            indicated(
                "ALPHA is indicated for systemic and polyarticular juvenile idiopathic arthritis."))
        .containsExactly("sjia", "pjia");
  }

  @Test
  void whatTheDrugIsNotForIsALimitation() {
    String text = "ALPHA is indicated for gout. ALPHA is not indicated for hypertension.";
    assertThat(indicated(text)).containsExactly("gout");
    assertThat(limited(text)).containsExactly("bp");
    assertThat(limited("ALPHA is indicated for gout but should not be used in heart failure."))
        .containsExactly("hf");
  }

  @Test
  void limitationsOfUseReachTheirItems() {
    String text =
        "ALPHA is indicated for gout.\nLimitations of Use\nNot for use in:\n• Asthma\n• Pneumonia";
    assertThat(indicated(text)).containsExactly("gout");
    assertThat(limited(text)).containsExactly("asthma", "pneumonia");
  }

  @Test
  void aCancerOfAnOrganIsTreatedAndTheOrgansFailureIsWhatThePatientHasBesides() {
    Statement cancer =
        only(
            INDICATIONS,
            "ALPHA is indicated for the treatment of adults and pediatric patients 12 years and"
                + " older with advanced renal cell carcinoma (RCC).");
    assertThat(cancer.target().words()).isEqualTo("renal cell carcinoma");
    assertThat(cancer.population().text())
        .isEqualTo("adults and pediatric patients 12 years and older");
    assertThat(indicated("ALPHA is indicated for gout in patients with liver disease."))
        .containsExactly("gout");
  }

  @Test
  void inWhomSomethingIsToBePreventedIsLessSureThanWhat() {
    assertThat(
            read(
                    INDICATIONS,
                    "In patients with diabetes mellitus and hypertension, ALPHA is indicated to"
                        + " reduce the risk of stroke.")
                .stream()
                .map(each -> each.target().words() + " " + each.confidence()))
        .containsExactly("diabetes mellitus 0.7", "hypertension 0.7", "stroke 0.95");
  }

  @Test
  void whatCameBeforeIsNotTreated() {
    assertThat(indicated("ALPHA is indicated for the relief of gout following pneumonia."))
        .containsExactly("gout");
    assertThat(indicated("ALPHA is indicated for the following: gout, asthma."))
        .containsExactly("gout", "asthma");
  }

  @Test
  void whatSymptomsAreLikenedToIsNotTreated() {
    assertThat(
            indicated(
                "ALPHA may be used in gout to reduce complaints such as those seen in mild"
                    + " pneumonia and asthma."))
        .containsExactly("gout");
  }

  @Test
  void whatAnOrganIsReplacedForIsPartOfTheProceduresName() {
    assertThat(
            indicated("ALPHA is indicated to prevent stroke after liver disease transplantation."))
        .containsExactly("stroke");
  }

  @Test
  void whatADietMayDoIsNotWhatTheDrugIsFor() {
    assertThat(
            indicated(
                "Proper dietary management and exercise alone may be effective in controlling"
                    + " symptoms of diabetes mellitus."))
        .isEmpty();
  }

  @Test
  void historyAndRiskAreNotTreated() {
    assertThat(indicated("ALPHA is indicated for gout in patients with a history of stroke."))
        .containsExactly("gout");
    assertThat(indicated("ALPHA is indicated for gout in adults at risk for pancreatitis."))
        .containsExactly("gout");
  }

  @Test
  void causesAndStudiesAreNotTreated() {
    assertThat(indicated("ALPHA is indicated for asthma due to pneumonia."))
        .containsExactly("asthma");
    assertThat(indicated("The efficacy of ALPHA in stroke was studied in two trials.")).isEmpty();
    assertThat(indicated("Gout is characterized by pain and by hypertension.")).isEmpty();
    assertThat(indicated("Patients should be monitored for pancreatitis.")).isEmpty();
  }

  @Test
  void whatHasNotBeenShownIsALimitation() {
    assertThat(limited("The effect of ALPHA on stroke has not been established."))
        .containsExactly("stroke");
  }

  @Test
  void theNearestAimIsTheIntent() {
    assertThat(only(INDICATIONS, "ALPHA is indicated for the prevention of gout.").intent())
        .isEqualTo(Intent.PREVENTION);
    assertThat(only(INDICATIONS, "ALPHA is indicated to reduce the risk of stroke.").intent())
        .isEqualTo(Intent.RISK_REDUCTION);
    assertThat(
            only(INDICATIONS, "ALPHA is indicated for maintenance treatment of asthma.").intent())
        .isEqualTo(Intent.MAINTENANCE);
    assertThat(only(INDICATIONS, "ALPHA is indicated for the relief of gout.").intent())
        .isEqualTo(Intent.RELIEF);
  }

  @Test
  void thePopulationIsReadWhereItIsSaid() {
    Population population =
        only(
                INDICATIONS,
                "ALPHA is indicated for moderately to severely active rheumatoid arthritis in"
                    + " patients 2 years of age and older weighing at least 10 kg who have failed"
                    + " one other drug.")
            .population();
    assertThat(population.ageMin()).isEqualTo(new Population.Bound(new BigDecimal(2), "a"));
    assertThat(population.ageMax()).isNull();
    assertThat(population.weightMin()).isEqualTo(new Population.Bound(new BigDecimal(10), "kg"));
    assertThat(population.severity()).isEqualTo("moderately to severely");
    assertThat(population.priorTherapy()).startsWith("who have failed");
    assertThat(only(INDICATIONS, "ALPHA is indicated for gout.").population().isEmpty()).isTrue();
  }

  @Test
  void adultsWithoutAnAgeGiveNoBound() {
    Population population =
        only(INDICATIONS, "ALPHA is indicated for gout in adults.").population();
    assertThat(population.ageMin()).isNull();
    assertThat(population.text()).isEqualTo("adults");
  }

  @Test
  void anAgeBelongsToTheClauseThatSaysIt() {
    List<Statement> found =
        read(
            INDICATIONS,
            "ALPHA is indicated for gout in adults; for asthma in children 6 to 11 years of age.");
    assertThat(found).hasSize(2);
    assertThat(found.get(0).population().ageMin()).isNull();
    assertThat(found.get(1).population().ageMin())
        .isEqualTo(new Population.Bound(new BigDecimal(6), "a"));
    assertThat(found.get(1).population().ageMax())
        .isEqualTo(new Population.Bound(new BigDecimal(11), "a"));
  }

  @Test
  void theRegimenIsInTheSourcesWords() {
    assertThat(
            only(INDICATIONS, "ALPHA is indicated in combination with methotrexate for gout.")
                .regimen())
        .startsWith("in combination with methotrexate");
  }

  @Test
  void aHeadingIsTakenForLessThanItsSentence() {
    List<Statement> found =
        read(
            INDICATIONS,
            "1.2 Cryopyrin-Associated Periodic Syndromes ALPHA is indicated for the treatment of"
                + " Neonatal-Onset Multisystem Inflammatory Disease.");
    assertThat(found).extracting(Statement::rule).containsExactly("heading", "indicated");
    assertThat(found.getLast().target().concepts()).containsExactly("nomid");
    assertThat(found.getLast().place().sentence()).startsWith("ALPHA is indicated");
    assertThat(found.getFirst().confidence()).isLessThan(found.getLast().confidence());
  }

  @Test
  void theEndOfAnUnknownNameIsNotTheWhole() {
    assertThat(indicated("ALPHA is indicated for adrenal heart cancer and for metastatic cancer."))
        .containsExactly("cancer");
    assertThat(indicated("ALPHA is indicated for gout with no tumor aberrations."))
        .containsExactly("gout");
  }

  @Test
  void theSubjectEndsAGluedHeading() {
    List<Statement> found =
        read(
            INDICATIONS,
            "ALPHA is a blocker indicated for gout (1.1). 1.1 Gout (GT) ALPHA, in combination with"
                + " BETA, is indicated for the treatment of gout. Hypertension ALPHA ® is indicated"
                + " for the treatment of stroke.");
    assertThat(found)
        .extracting(each -> each.rule() + " " + each.target().words())
        .containsExactly(
            "indicated gout",
            "heading Gout",
            "indicated gout",
            "heading Hypertension",
            "indicated stroke");
    assertThat(found.getLast().place().sentence()).startsWith("ALPHA");
  }

  @Test
  void itemsWithReferencesAreItems() {
    assertThat(
            indicated(
                "ALPHA is indicated for: • Gout in adults [see Clinical Studies (14.1)] ● Asthma"
                    + " (limited data were seen in children) o Stroke"))
        .containsExactly("gout", "asthma", "stroke");
  }

  @Test
  void aListWithoutItsColonIsAList() {
    assertThat(limited("ALPHA is not for use in\n• Asthma\n• Pneumonia"))
        .containsExactly("asthma", "pneumonia");
  }

  @Test
  void limitationsBeginASentenceAndEndWithTheNextHeading() {
    String text =
        "ALPHA is indicated for: Treatment of gout Limitations of Use: ALPHA is not indicated for"
            + " asthma. 1.1 Gout ALPHA is indicated for gout.";
    assertThat(indicated(text)).containsOnly("gout");
    assertThat(limited(text)).containsExactly("asthma");
    String terse = "ALPHA is indicated for gout. Limitations of Use : Not for treating asthma.";
    assertThat(indicated(terse)).containsExactly("gout");
    assertThat(limited(terse)).containsExactly("asthma");
  }

  @Test
  void anAdviceToGoOnAsIndicatedStatesNothing() {
    assertThat(indicated("In patients with gout, rest as indicated should be continued."))
        .isEmpty();
    assertThat(indicated("When indicated, ALPHA may be withdrawn in gout.")).isEmpty();
    assertThat(indicated("For gout in whom other therapy is indicated, see above.")).isEmpty();
  }

  @Test
  void inWhomSomethingElseIsTreatedIsLessSure() {
    List<Statement> found =
        read(INDICATIONS, "ALPHA is indicated for gout in adults with heart failure or asthma.");
    assertThat(found)
        .extracting(Statement::rule)
        .containsExactly("indicated", "background", "background");
    assertThat(read(INDICATIONS, "ALPHA is indicated for gout, and in patients with asthma."))
        .extracting(Statement::rule)
        .containsExactly("indicated", "indicated-patients");
  }

  @Test
  void whatThePatientDoesNotHaveOrWhatMayBeThereIsNotTreated() {
    assertThat(indicated("ALPHA is indicated for gout in adults who do not have heart failure."))
        .containsExactly("gout");
    assertThat(indicated("ALPHA is indicated for gout whose pneumonia is controlled."))
        .containsExactly("gout");
    assertThat(read(INDICATIONS, "ALPHA is indicated for gout, with or without asthma."))
        .extracting(Statement::rule)
        .containsExactly("indicated", "with-or-without");
  }

  @Test
  void anInsufficientResponseIsNoLimitation() {
    String text = "ALPHA is indicated for gout in adults with an insufficient response to BETA.";
    assertThat(indicated(text)).containsExactly("gout");
    assertThat(limited(text)).isEmpty();
  }

  @Test
  void whyItIsNotRecommendedIsNotWhatForItIsNot() {
    assertThat(limited("ALPHA is not recommended in infants due to the risk of causing asthma."))
        .isEmpty();
    assertThat(limited("Do not use ALPHA to treat asthma.")).containsExactly("asthma");
  }

  @Test
  void crossReferencesNameNothing() {
    assertThat(indicated("ALPHA is indicated for gout [see Heart Failure (5.1)]."))
        .containsExactly("gout");
  }

  @Test
  void contraindicationsKeepTheirForceInTheSourcesWords() {
    Statement statement =
        only(CONTRAINDICATIONS, "ALPHA is contraindicated in patients with asthma.");
    assertThat(statement.kind()).isEqualTo(Kind.RESTRICTION);
    assertThat(statement.force()).isEqualTo(Force.CONTRAINDICATED);
    assertThat(statement.forceWords()).isEqualTo("contraindicated");
    assertThat(statement.target().concepts()).containsExactly("asthma");
  }

  @Test
  void listedContraindicationsStandUnderTheirSentence() {
    assertThat(read(CONTRAINDICATIONS, "ALPHA is contraindicated in:\n• Asthma\n• Stroke"))
        .extracting(each -> each.force() + " " + each.target().words())
        .containsExactly("CONTRAINDICATED Asthma", "CONTRAINDICATED Stroke");
  }

  @Test
  void aHarmOfTheDrugIsNoRestriction() {
    assertThat(read(WARNINGS, "ALPHA may cause pancreatitis. Avoid alcohol.")).isEmpty();
    assertThat(read(WARNINGS, "Monitor patients for signs of pancreatitis.")).isEmpty();
  }

  @Test
  void warningsRestrictTheUseInWhoHasSomething() {
    Statement avoid = only(WARNINGS, "Avoid ALPHA in patients with severe heart failure.");
    assertThat(avoid.force()).isEqualTo(Force.AVOID);
    assertThat(avoid.target().concepts()).containsExactly("hf");
    Statement caution = only(WARNINGS, "Use with caution in patients with a history of stroke.");
    assertThat(caution.force()).isEqualTo(Force.MONITOR);
    assertThat(caution.forceWords()).isEqualTo("Use with caution");
  }

  @Test
  void interactionsRestrictDrugsAndClasses() {
    Statement statement = only(INTERACTIONS, "Use with TNF blockers is not recommended.");
    assertThat(statement.target().kind()).isEqualTo(TargetKind.DRUG);
    assertThat(statement.target().concepts()).containsExactly("tnf");
    assertThat(statement.forceWords()).isEqualTo("is not recommended");
  }

  @Test
  void peopleAreRestrictedByTheirWords() {
    Statement statement =
        only(
            CONTRAINDICATIONS, "ALPHA is contraindicated in children younger than 2 years of age.");
    assertThat(statement.target().kind()).isEqualTo(TargetKind.POPULATION);
    assertThat(statement.population().ageMax())
        .isEqualTo(new Population.Bound(new BigDecimal(2), "a"));
  }

  @Test
  void otherSectionsStateNothing() {
    assertThat(read("34084-4", "ALPHA is contraindicated in asthma. Gout was seen.")).isEmpty();
  }

  @Test
  void emptyAndOddTextsStateNothing() {
    for (String text : List.of("", " ", "\n\n", "...", "1.1 ", "(((", "• • •")) {
      assertThat(read(INDICATIONS, text)).as(text).isEmpty();
      assertThat(read(CONTRAINDICATIONS, text)).as(text).isEmpty();
    }
  }

  @Test
  void theBasisOfAReadingChangesOnlyWhereAnotherMayComeOfIt() {
    // Given
    var uses = new LabelSection(INDICATIONS, "", "Velarumab is indicated for gout.");
    var limits = new LabelSection(INTERACTIONS, "", "Avoid velarumab with resinol.");
    var story = new LabelSection("34090-1", "", "Resinol fever (RF) was seen.");
    String before = basis(List.of(uses, limits, story), List.of("gout"), List.of());
    // Then names that the text does not bear, or bears where no rule reads, change nothing
    assertThat(basis(List.of(uses, limits, story), List.of("gout", "lung"), List.of("other")))
        .isEqualTo(before);
    assertThat(basis(List.of(uses, limits, story), List.of("gout", "fever"), List.of("velarumab")))
        .as("a drug's name among what may not be taken with it is one to be told")
        .isNotEqualTo(before);
    assertThat(basis(List.of(uses, story), List.of("gout", "resinol fever"), List.of("velarumab")))
        .isEqualTo(basis(List.of(uses, story), List.of("gout"), List.of()));
    // And names that it bears, other words and other places do
    assertThat(basis(List.of(uses, limits, story), List.of("gout"), List.of("resinol")))
        .isNotEqualTo(before);
    assertThat(basis(List.of(uses, limits, story), List.of(), List.of())).isNotEqualTo(before);
    assertThat(basis(List.of(limits, uses, story), List.of("gout"), List.of()))
        .isNotEqualTo(before);
    var other = new LabelSection(INDICATIONS, "", "Velarumab is contraindicated in gout.");
    assertThat(basis(List.of(other, limits, story), List.of("gout"), List.of()))
        .isNotEqualTo(before);
  }

  private static String basis(
      List<LabelSection> sections, List<String> conditions, List<String> drugs) {
    var named = Dictionary.conditions();
    conditions.forEach(name -> named.add(name, name));
    var mixed = Dictionary.builder();
    drugs.forEach(name -> mixed.add(name, name));
    return new LabelReader(named.build(), mixed.build()).basis(sections).sum();
  }
}
