package org.livingevidence.drugs.intake.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

class DrugFormReaderTest {
  private record Limits(int depth, int values, int textLength, int documentLength)
      implements DrugFormConfig {}

  private record Rejection(long position, @Nullable String id, String reason) {}

  private static final class Sink implements RecordSink<FormRecord> {
    final List<ParsedRecord<FormRecord>> drugs = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();

    @Override
    public void accept(ParsedRecord<FormRecord> record) {
      drugs.add(record);
    }

    @Override
    public void rejected(long position, @Nullable String id, String reason) {
      rejections.add(new Rejection(position, id, reason));
    }

    List<String> ids() {
      return drugs.stream().map(record -> record.value().id()).toList();
    }
  }

  private static Sink read(byte[] file) throws IOException, ImportRejected {
    var sink = new Sink();
    read(file, sink);
    return sink;
  }

  private static void read(byte[] file, Sink sink) throws IOException, ImportRejected {
    new DrugFormReader(new Limits(12, 1000, 5000, 1_000_000))
        .parse(new ByteArrayInputStream(file), sink);
  }

  private static Sink read(String file) throws IOException, ImportRejected {
    return read(file.getBytes(UTF_8));
  }

  @Test
  void jsonMayBeOneDrugAListOrOneAfterAnother() throws Exception {
    assertThat(read("{\"name\": \"a\"}").ids()).containsExactly("a");
    assertThat(read("\uFEFF [{\"name\": \"a\"}, {\"name\": \"b\"}]").ids())
        .containsExactly("a", "b");
    assertThat(read("{\"name\": \"a\"}\n{\"name\": \"b\"}\n").ids()).containsExactly("a", "b");
  }

  @Test
  void yamlMayBeDocumentsOfOneDrugOrOfAList() throws Exception {
    assertThat(read("name: a\nbrands: [A]\n---\nname: b\n").ids()).containsExactly("a", "b");
    assertThat(read("# seed\n- name: a\n- name: b\n---\nname: c\n").ids())
        .containsExactly("a", "b", "c");
  }

  @Test
  void drugsAndMonographsMayStandInOneFile() throws Exception {
    String monograph =
        """
        {"title": "How a works", "drugs": ["a"], "lead": "It does.", "quickSummary": "It does.",
         "sections": [{"heading": "How", "paragraphs": [{"text": "So."}]}]}""";
    var sink =
        read(
            "{\"drugs\": [{\"name\": \"a\"}], \"monographs\": ["
                + monograph
                + ", {}]}{\"name\":\"b\"}");
    var yaml = read("monographs:\n- " + monograph.replace("\n", "\n  ") + "\n---\nname: c\n");
    var odd = read("{\"drugs\": [{\"name\": \"a\"}], \"colours\": [{\"name\": \"red\"}]}");

    assertThat(sink.ids()).containsExactly("a", "how-a-works", "b");
    assertThat(sink.rejections).extracting(Rejection::position).containsExactly(3L);
    assertThat(yaml.ids()).containsExactly("how-a-works", "c");
    assertThat(odd.ids()).containsExactly("a");
    assertThat(odd.rejections.getFirst().reason()).contains("\"colours\"");
  }

  @Test
  void norwayIsNotFalseAndAnAgeIsANumber() throws Exception {
    var sink =
        read(
            """
            name: anakinra
            indications:
              - condition: {name: Rheumatoid arthritis}
                jurisdiction: NO
                status: none-found
                population: {ageMin: {value: 18, unit: a}}
            """);

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.drugs.getFirst().value())
        .isInstanceOfSatisfying(
            FormRecord.OfDrug.class,
            form ->
                assertThat(form.drug().indications().getFirst().jurisdiction()).isEqualTo("NO"));
  }

  @Test
  void aFaultyDrugIsRejectedWithItsPlaceAndTheOthersAreTaken() throws Exception {
    var sink = read("- name: a\n- name: b\n  colour: blue\n- nme: c\n- name: d\n");

    assertThat(sink.ids()).containsExactly("a", "d");
    assertThat(sink.drugs).extracting(ParsedRecord::position).containsExactly(1L, 4L);
    assertThat(sink.rejections).extracting(Rejection::position).containsExactly(2L, 3L);
    assertThat(sink.rejections.getFirst().reason()).contains("line 2").contains("colour");
    assertThat(sink.rejections.getFirst().id()).isEqualTo("b");
  }

  @Test
  void aRepeatedKeyIsRejected() throws Exception {
    assertThat(read("{\"name\": \"a\", \"name\": \"b\"}").rejections.getFirst().reason())
        .contains("\"name\" twice");
    assertThat(read("name: a\nname: b\n---\nname: c\n").ids()).containsExactly("c");
  }

  @Test
  void anAliasBombIsRejectedWithoutBeingExpanded() throws Exception {
    var bomb = new StringBuilder("name: a\nbrands: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("l%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    var sink = read(bomb.append("---\nname: b\n").toString());

    assertThat(sink.ids()).containsExactly("b");
    assertThat(sink.rejections.getFirst().reason()).contains("anchor");
  }

  @Test
  void aTagIsRejected() throws Exception {
    assertThat(read("name: !!java.lang.Runtime a\n").rejections).hasSize(1);
  }

  @Test
  void depthAndNumberOfValuesAreLimited() throws Exception {
    var deep =
        read("{\"name\": \"a\", \"x\": " + "[".repeat(40) + "]".repeat(40) + "}{\"name\":\"b\"}");
    var wide = read("{\"name\": \"a\", \"brands\": [" + "1,".repeat(2000) + "1]}{\"name\":\"b\"}");

    assertThat(deep.rejections.getFirst().reason()).contains("deeper than 12");
    assertThat(wide.rejections.getFirst().reason()).contains("more than 1000 values");
    assertThat(deep.ids()).containsExactly("b");
    assertThat(wide.ids()).containsExactly("b");
  }

  @Test
  void whatIsBeyondRepairStopsTheFileAndSaysWhereAfterWhatCameBefore() {
    for (String file :
        new String[] {
          "{\"name\": \"a\"}\n{\"name\": ",
          "{\"name\": \"a\"}\n{\"name\": \"b\"]",
          "[{\"name\": \"a\"},\n {\"name\": \"b\" \"c\"}]",
          "{\"name\": \"a\"}\n" + "[".repeat(5000),
          "{\"name\": \"a\"}\n{\"name\": \"" + "x".repeat(6000) + "\"}",
          "name: a\n---\nname: [b\n",
          "name: a\n---\n\tname: b\n",
        }) {
      var sink = new Sink();
      assertThatThrownBy(() -> read(file.getBytes(UTF_8), sink))
          .as(file.substring(0, Math.min(40, file.length())))
          .isInstanceOfSatisfying(
              ImportRejected.class,
              rejected -> {
                assertThat(rejected).hasMessageContaining("not well-formed");
                var place = rejected.place();
                assertThat(place).isNotNull();
              });
      assertThat(sink.ids()).containsExactly("a");
    }
  }

  @Test
  void whatIsNotUtf8IsRejected() {
    assertThatThrownBy(() -> read("{\"name\": \"Behçet\"}".getBytes(ISO_8859_1)))
        .isInstanceOf(ImportRejected.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void anEmptyFileHasNoDrugs() throws Exception {
    assertThat(read("").ids()).isEmpty();
    assertThat(read("[]").ids()).isEmpty();
  }
}
