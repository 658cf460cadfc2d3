package org.livingevidence.drugs.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.Imported;
import org.livingevidence.drugs.SharedData;

/// Every real label beside the project, read in place, sent as it is and held.
@DrugServiceTest
class RealLabelsTest {
  private static final String IPILIMUMAB = "2265ef30-253e-11df-8a39-0800200c9a66";
  private static final String HUMIRA = "608d4f0d-b19f-46d3-749a-7159aa5f933d";

  private static TreeMap<String, Integer> importAll(List<Path> files, String kind)
      throws IOException {
    var sent = new ArrayList<String>();
    for (var file : files) {
      sent.add(Imported.send(Files.readAllBytes(file), "name=" + file.getFileName()));
    }
    var counts = new TreeMap<String, Integer>();
    for (var location : sent) {
      var ended = Imported.ended(location);
      assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("finished");
      assertThat(ended.getString("kind")).isEqualTo(kind);
      ended
          .getMap("counts", String.class, Integer.class)
          .forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
    }
    return counts;
  }

  private static List<Path> real(String folder, String ending) throws IOException {
    return SharedData.files(folder).stream()
        .filter(file -> file.getFileName().toString().endsWith(ending))
        .toList();
  }

  @Test
  void everyRealLabelIsHeldInEveryVersionThatIsThere() throws IOException {
    var files = new ArrayList<>(real("openfda-label", ".json.gz"));
    files.addAll(real("openfda-label-versions", ".json.gz"));
    assertThat(files).hasSize(282);

    var counts = importAll(files, "openfda-label");

    // 252 labels; the other 30 files are earlier versions of 12 of them.
    assertThat(counts).containsEntry("created", 252).containsEntry("updated", 30);

    var spl = importAll(real("spl", ".xml"), "spl");

    // One file indexes the class of a substance and is no label; Lipitor is held from openFDA in a
    // later version.
    assertThat(spl).containsEntry("rejected", 1);
    assertThat(spl).containsEntry("created", 5).containsEntry("updated", 1);

    var again = importAll(real("openfda-label-versions", ".json.gz"), "openfda-label");
    assertThat(again).containsEntry("unchanged", 36);

    var versions = As.reader().get("/api/v1/labels/" + IPILIMUMAB + "/versions").jsonPath();
    assertThat(versions.getList("items.version")).containsExactly(42, 39, 35, 26);
    assertThat(versions.getString("items[0].renditions[0].firstFile"))
        .isEqualTo("BLA125377.json.gz");
    var humira = As.reader().get("/api/v1/labels/" + HUMIRA + "/versions/1560").jsonPath();
    assertThat(humira.getString("sections.find { it.code == '34067-9' }.sections[1].title"))
        .isEqualTo("1.2 Juvenile Idiopathic Arthritis");
  }
}
