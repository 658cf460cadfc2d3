package org.livingevidence.drugs.drug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livingevidence.access.FieldError;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.drugs.indication.Match;
import org.livingevidence.teststack.Contracts;

class DrugFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FORM =
      """
      {"name": "Anakinra", "brands": ["Kineret"], "routes": ["subcutaneous"],
       "identifiers": {"unii": "9013DUQ28K", "atc": ["L04AC03"]},
       "indications": [{
         "condition": {"name": "Rheumatoid arthritis"}, "jurisdiction": "US", "status": "approved",
         "population": {"ageMin": {"value": 18.0, "unit": "a"}},
         "validFrom": "2001-11-14",
         "source": {"kind": "label", "section": "1.1", "sentence": "KINERET is indicated for …"}}],
       "restrictions": [{
         "against": {"kind": "class", "name": "TNF blocking agents"}, "force": "not recommended",
         "jurisdiction": "US",
         "source": {"kind": "label", "sentence": "… is not recommended."}}]}
      """;

  private static ObjectNode form() {
    try {
      return (ObjectNode) JSON.readTree(FORM);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InvalidForm refused(JsonNode form) {
    return catchThrowableOfType(InvalidForm.class, () -> Drug.read(form, null));
  }

  @Test
  void theIdIsTheNameAsASlugAndStatementsGetTheirs() {
    var drug = Drug.read(form(), null);

    assertThat(drug.id()).isEqualTo("anakinra");
    assertThat(drug.indications().getFirst().id()).matches("rheumatoid-arthritis-us-[0-9a-f]{8}");
    assertThat(drug.restrictions().getFirst().id()).matches("tnf-blocking-agents-us-[0-9a-f]{8}");
  }

  @Test
  void statusAndSourceAreNotPartOfAnIndicationsIdentityButThePopulationIs() {
    var drug = Drug.read(form(), null);
    var other = form();
    statement(other).put("status", "withdrawn");
    var narrower = form();
    ((ObjectNode) statement(narrower).at("/population/ageMin")).put("value", 12);

    assertThat(Drug.read(other, null).indications().getFirst().id())
        .isEqualTo(drug.indications().getFirst().id());
    assertThat(Drug.read(narrower, null).indications().getFirst().id())
        .isNotEqualTo(drug.indications().getFirst().id());
  }

  @Test
  void whatIsServedCanBeSentBackAndReadsTheSame() {
    var drug = Drug.read(form(), null);
    var served = DrugJson.tree(drug);

    assertThat(Drug.read(served, "anakinra")).isEqualTo(drug);
    assertThat(DrugJson.drug(DrugJson.text(drug))).isEqualTo(drug);
    assertThat(served.at("/indications/0/population/ageMin/value").toString()).isEqualTo("18");
  }

  @Test
  void aDrugReadFromTheFormSatisfiesTheContract() {
    assertThat(Contracts.violations("drug.v1.schema.json", DrugJson.tree(Drug.read(form(), null))))
        .isEmpty();
  }

  @Test
  void anIdThatTheServiceFoundItselfIsNotAChoiceWhenItComesBack() {
    var chosen = form();
    condition(chosen).put("id", "D001172");
    var found = form();
    condition(found).put("id", "D001172").put("match", "named");

    assertThat(Drug.read(chosen, null).indications().getFirst().condition().match())
        .isEqualTo(Match.CHOSEN);
    assertThat(Drug.read(found, null).indications().getFirst().condition().match())
        .isEqualTo(Match.UNRESOLVED);
  }

  @Test
  void everyFaultIsToldAtOnceWithItsPlace() {
    var form = form();
    form.put("colour", "blue");
    form.put("target", 7);
    form.putNull("mechanism");
    statement(form).put("status", "allowed");
    ((ObjectNode) statement(form).at("/population/ageMin")).put("unit", "years");

    assertThat(refused(form).errors())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "colour",
            "target",
            "mechanism",
            "indications[0].status",
            "indications[0].population.ageMin.unit");
  }

  @ParameterizedTest
  @CsvSource({
    "jurisdiction, USA, indications[0].jurisdiction",
    "jurisdiction, us, indications[0].jurisdiction",
    "jurisdiction, XX, indications[0].jurisdiction",
    "intent, cure, indications[0].intent",
    "validFrom, 14.11.2001, indications[0].validFrom",
    "validFrom, 2001-02-30, indications[0].validFrom",
    "validTo, 2001-11-13, indications[0].validTo",
    "status, off-label, indications[0].source.kind",
    "id, Not A Slug, indications[0].id",
    "method, guessed, indications[0].method",
  })
  void aValueOutsideItsVocabularyIsRefused(String field, String value, String where) {
    var form = form();
    statement(form).put(field, value);

    assertThat(refused(form).errors()).extracting(FieldError::field).containsExactly(where);
  }

  @Test
  void aStatementThatSomebodyHasToHaveMadeNeedsItsSentence() {
    assertThat(refusal(statement -> statement.remove("source")))
        .containsExactly(
            new FieldError("indications[0].source", "is required for the status approved"));
    assertThat(refusal(statement -> ((ObjectNode) statement.get("source")).remove("sentence")))
        .extracting(FieldError::field)
        .containsExactly("indications[0].source.sentence");

    var notSearched = form();
    statement(notSearched).put("status", "not-searched").remove("source");
    assertThat(Drug.read(notSearched, null).indications()).hasSize(1);
  }

  @Test
  void boundsCompareAcrossUnits() {
    var form = form();
    var population = (ObjectNode) statement(form).get("population");
    population.putObject("ageMin").put("value", 30).put("unit", "mo");
    population.putObject("ageMax").put("value", 2).put("unit", "a");

    assertThat(refused(form).errors())
        .containsExactly(
            new FieldError("indications[0].population.ageMin", "must not be above ageMax"));
  }

  @Test
  void aWeightHasNoAgeUnitAndNoAgeIsNegativeOrBeyondAnyPatient() {
    var form = form();
    var population = (ObjectNode) statement(form).get("population");
    population.putObject("weightMin").put("value", 10).put("unit", "a");
    population.putObject("ageMin").put("value", -1).put("unit", "a");
    population.putObject("ageMax").put("value", 900).put("unit", "a");

    assertThat(refused(form).errors()).hasSize(3);
  }

  @Test
  void theSameStatementTwiceIsRefused() {
    var form = form();
    form.withArray("indications").add(statement(form).deepCopy());

    assertThat(refused(form).errors()).extracting(FieldError::field).contains("indications[1]");
  }

  @Test
  void textThatCannotBeStoredOrShownIsRefused() {
    for (String name :
        new String[] {"", "  ", "a\u0000b", "a\u202Eb", "a\uD800", "x".repeat(501)}) {
      var form = form();
      form.put("name", name);

      assertThat(refused(form).errors()).extracting(FieldError::field).contains("name");
    }
  }

  @Test
  void aNumberWhereTextBelongsSaysHowToWriteIt() {
    var form = form();
    ((ObjectNode) form.get("identifiers")).put("rxcui", 727711);

    assertThat(refused(form).errors())
        .containsExactly(
            new FieldError("identifiers.rxcui", "must be text, not a number: put it in quotes"));
  }

  @Test
  void aNumberBeyondAllMeasureIsRefusedInWords() throws IOException {
    for (String number : new String[] {"1e400", "-1e400", "1e99", "1e-99", "1234567890123"}) {
      var form = form();
      ((ObjectNode) statement(form).at("/population/ageMin")).set("value", JSON.readTree(number));

      assertThat(refused(form).errors())
          .containsExactly(
              new FieldError(
                  "indications[0].population.ageMin.value",
                  "must be a number of at most 12 digits"));
    }
  }

  @Test
  void aFormThatIsNoObjectIsRefusedInWords() {
    assertThat(refused(JSON.createArrayNode()).errors()).isNotEmpty();
    assertThat(refused(JSON.createObjectNode()).errors())
        .containsExactly(new FieldError("name", "is required"));
  }

  private static List<FieldError> refusal(Consumer<ObjectNode> spoil) {
    var form = form();
    spoil.accept(statement(form));
    return refused(form).errors();
  }

  private static ObjectNode statement(JsonNode form) {
    return (ObjectNode) form.at("/indications/0");
  }

  private static ObjectNode condition(JsonNode form) {
    return (ObjectNode) form.at("/indications/0/condition");
  }
}
