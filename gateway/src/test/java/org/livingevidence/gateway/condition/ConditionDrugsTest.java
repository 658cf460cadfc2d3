package org.livingevidence.gateway.condition;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;

@GatewayTest
class ConditionDrugsTest extends ConditionTest {
  @Test
  void rollsPublicationsUpAndApprovalsNot() {
    String child = "D" + Events.unique();
    events.condition(id, name, tree);
    events.condition(child, name + " child", tree + ".100");
    events.citation("2" + number(), "Of the child", 2019, child);
    String drug = "drug-" + number();
    String written =
        events.send(
            "drug",
            events.json(
                """
                {"id": "%s", "name": "%s", "brands": ["B"], "source": {"kind": "curated"},
                 "indications": [{"id": "i1", "condition": {"id": "%s", "name": "child", "match": "named"},
                   "jurisdiction": "US", "status": "approved", "method": "label"}],
                 "restrictions": []}
                """
                    .formatted(drug, drug, child)));

    reader(written)
        .get("/api/v1/conditions/" + child + "/drugs")
        .then()
        .body("items", hasSize(1))
        .body("items[0].drug.id", equalTo(drug))
        .body("items[0].indications", hasSize(1))
        .body("items[0].inNarrowerConditions", hasSize(0))
        .body("total", equalTo(1));
    reader(written)
        .get("/api/v1/conditions/" + id)
        .then()
        .body("drugs[0].indications", hasSize(0))
        .body("drugs[0].inNarrowerConditions[0].condition.id", equalTo(child))
        .body("condition.narrower.id", contains(child))
        .body("publications.total", equalTo(1))
        .body("publications.top[0].citation.direct", equalTo(false));
    reader(written)
        .get("/api/v1/conditions/" + child)
        .then()
        .body("condition.broader.id", contains(id));
  }

  @Test
  void reportsAUseThatNoAuthorityApprovedAndNeverAsAnIndication() {
    String child = "D" + Events.unique();
    String drug = "zarinakin-" + number();
    events.condition(id, name, tree);
    events.condition(child, name + " child", tree + ".100");
    events.send(
        "drug",
        events.json(
            """
            {"id": "%1$s", "name": "%1$s", "brands": ["Zar%2$s"], "source": {"kind": "curated"},
             "drugClass": "Zorkin %2$s blocker",
             "indications": [{"id": "i1", "condition": {"id": "%3$s", "name": "child"},
               "jurisdiction": "US", "status": "approved", "method": "label",
               "source": {"kind": "label", "sentence": "For the child."}}],
             "restrictions": [{"against": {"kind": "class", "name": "Zorkin %2$s blocking agents"},
               "force": "avoid", "jurisdiction": "US",
               "source": {"kind": "label", "sentence": "Avoid."}}]}
            """
                .formatted(drug, number(), child)));
    events.citation("71" + number(), "Of zar" + number() + " in the child", 2019, child);
    events.citation("72" + number(), "Nothing of it", 2019, id);
    ObjectNode mice = events.article("73" + number(), "Mice on " + drug, 2019, id, "current");
    mice.withArray("headings").addObject().put("id", "D051379").put("name", "Mice");
    events.send("citation", mice);
    events.send(
        "citation", events.article("74" + number(), "Retracted " + drug, 2019, id, "retracted"));
    String written = events.citation("75" + number(), "Zar" + number() + " was tried", 2020, id);

    reader(written)
        .get("/api/v1/conditions/" + id + "/drugs")
        .then()
        .body("items", hasSize(1))
        .body("items[0].indications", hasSize(0))
        .body("items[0].inNarrowerConditions", hasSize(1))
        .body("items[0].evidence.total", equalTo(4))
        .body("items[0].evidence.top", hasSize(3))
        .body("items[0].reportedUse.citation.id", contains("pmid:75" + number()))
        .body("items[0].restrictions[0].against.members.id", contains(drug));
    reader(written)
        .get("/api/v1/conditions/" + child + "/drugs")
        .then()
        .body("items[0].indications", hasSize(1))
        .body("items[0].reportedUse", hasSize(0))
        .body("items[0].evidence.total", equalTo(1));
    for (String asked : List.of(drug, "ZAR" + number())) {
      reader(written)
          .queryParam("drug", asked)
          .get("/api/v1/conditions/" + id + "/citations")
          .then()
          .body("total", equalTo(4))
          .body("items.size()", equalTo(4))
          .body("items[3].state", equalTo("retracted"))
          .body("items[0].why.drug.namedIn", equalTo("title"));
    }
    reader(written)
        .queryParam("drug", "nothingmab")
        .get("/api/v1/conditions/" + id + "/citations")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("drug"));
  }

  @Test
  void listsADrugThatIsOnlyReportedAfterAllOthers() {
    String drug = "aarinakin-" + number();
    String other = "zzrinakin-" + number();
    events.condition(id, name, tree);
    for (String each : List.of(drug, other)) {
      events.send(
          "drug",
          events.json(
              """
              {"id": "%1$s", "name": "%1$s", "source": {"kind": "curated"},
               "indications": [{"id": "i1", "condition": {"id": "%2$s", "name": "x"},
                 "jurisdiction": "US", "status": "none-found"}]}
              """
                  .formatted(each, each.equals(drug) ? "D999" : id)));
    }
    ObjectNode told = events.article("81" + number(), "Unindexed", 2020, id, "current");
    told.putArray("headings");
    told.putArray("abstract").addObject().put("text", "We gave " + drug + ".");
    told.putArray("mentions")
        .addObject()
        .put("field", "abstract")
        .put("section", 0)
        .put("start", 0)
        .put("end", 2)
        .put("text", "We")
        .putArray("topics")
        .add(id);
    String written = events.send("citation", told);

    reader(written)
        .get("/api/v1/conditions/" + id + "/drugs")
        .then()
        .body("items.drug.id", contains(other, drug))
        .body("items[1].indications", hasSize(0))
        .body("items[1].reportedUse[0].linkedBy", equalTo("text"))
        .body("items[1].reportedUse[0].why.linkedBy", equalTo("text"));
  }
}
