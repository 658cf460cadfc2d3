package org.livingevidence.gateway.condition;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;

/// Drugs side by side.
@GatewayTest
class ConditionCompareTest extends ConditionTest {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private String sent(String drug, String rest) {
    return events.send(
        "drug",
        events.json(
            """
            {"id": "%1$s", "name": "%1$s", "source": {"kind": "curated"}, %2$s}
            """
                .formatted(drug, rest)));
  }

  private static String indication(
      String id, String condition, String jurisdiction, String status, String dosing) {
    return """
        {"id": "%s", "condition": {"id": "%s", "name": "It", "match": "named"},
         "jurisdiction": "%s", "status": "%s", "dosing": "%s", "method": "label",
         "source": {"kind": "label", "setId": "abc", "sentence": "For <it>."}}
        """
        .formatted(id, condition, jurisdiction, status, dosing);
  }

  @Test
  void eachCellIsSaidWithItsSourceAndApprovalsNeitherRollUpNorDown() {
    String child = "D" + Events.unique();
    String topics =
        events.condition(id, name, tree)
            + " "
            + events.condition(child, name + " child", tree + ".100");
    String one = "onecept-" + number();
    String two = "twocept-" + number();
    String first =
        sent(
            one,
            """
        "brands": ["B%1$s"], "target": "A receptor", "mechanism": "Blocks it.",
        "indications": [%2$s, %3$s], "restrictions": [
          {"id": "r1", "against": {"kind": "drug", "id": "%4$s", "name": "%4$s"},
           "force": "avoid", "jurisdiction": "EU",
           "source": {"kind": "label", "sentence": "Avoid it."}}]
        """
                .formatted(
                    number(),
                    indication("i1", id, "US", "approved", "100 mg"),
                    indication("i2", id, "EU", "none-found", "x"),
                    two));
    String written =
        topics
            + " "
            + first
            + " "
            + sent(
                two,
                "\"indications\": [%s], \"restrictions\": []"
                    .formatted(indication("i1", child, "US", "approved", "5 mg")));
    String path = "/conditions/" + id + "/compare?drugs=" + one + "," + two;

    reader(written)
        .get("/api/v1" + path)
        .then()
        .statusCode(200)
        .body("condition.id", equalTo(id))
        .body("drugs.id", contains(one, two))
        .body("drugs[0]", not(hasKey("indications")))
        .body("rows.find {it.key == 'mechanism'}.cells.state", contains("stated", "not-stated"))
        .body(
            "rows.find {it.key == 'mechanism'}.cells[0].items[0].source.url",
            equalTo("/api/v1/drugs/" + one))
        .body("rows.find {it.key == 'dosing'}.cells[0].items[0].text", equalTo("100 mg"))
        .body(
            "rows.find {it.key == 'dosing'}.cells[0].items[0].source.sentence",
            equalTo("For <it>."))
        .body("rows.find {it.key == 'dosing'}.cells[1].state", equalTo("not-stated"))
        .body("rows.findAll {it.key == 'indications'}.jurisdiction", contains("EU", "US"))
        .body(
            "rows.find {it.jurisdiction == 'EU'}.cells.state",
            contains("none-found", "not-searched"))
        .body("rows.find {it.jurisdiction == 'US'}.cells.state", contains("stated", "not-searched"))
        .body("rows.find {it.key == 'narrower'}.cells.state", contains("not-stated", "stated"))
        .body("rows.find {it.key == 'narrower'}.cells[1].items[0].condition.id", equalTo(child))
        .body(
            "rows.find {it.key == 'restrictions'}.cells[0].items[0].text",
            equalTo("avoid with " + two + " (" + two + ")"))
        .body("rows.find {it.key == 'restrictions'}.cells[1].state", equalTo("not-stated"));

    reader(written)
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("<th scope=\"col\">" + one))
        .body(containsString("<th scope=\"row\">Indications, US"))
        .body(containsString("For &lt;it&gt;."))
        .body(containsString("Not searched"))
        .body(containsString("Searched, no approval found"));
  }

  @Test
  void labelsGiveTheirWarningAndTheirRatesWithTheDenominators() throws Exception {
    String topic = events.condition(id, name, tree);
    String one = "labelled-" + number();
    String two = "bare-" + number();
    String none = "\"indications\": [], \"restrictions\": []";
    String written = topic + " " + sent(one, none) + " " + sent(two, none);
    String path = "/api/v1/conditions/" + id + "/compare?drugs=" + one + "," + two;
    reader(written)
        .get(path)
        .then()
        .body(
            "rows.find {it.key == 'boxed-warning'}.cells.state",
            contains("unavailable", "unavailable"));
    answers.put(
        "/api/v1/labels?drug=" + one + "&limit=200",
        """
        {"items": [
          {"id": "eu", "jurisdiction": "EU", "version": "1", "kind": "package-leaflet"},
          {"id": "old", "jurisdiction": "US", "version": "1", "effective": "2019-01-01"},
          {"id": "new", "jurisdiction": "US", "version": "7", "effective": "2024-01-01"}],
         "total": 2}
        """);
    answers.put("/api/v1/labels?drug=" + two + "&limit=200", "{\"items\": [], \"total\": 0}");
    answers.put(
        "/api/v1/labels/new/versions/current/sections/34066-1",
        "{\"standing\": \"none-in-this-version\"}");
    for (String code : List.of("34066-1", "leaflet-3", "leaflet-4")) {
      answers.put(
          "/api/v1/labels/eu/versions/current/sections/" + code,
          "{\"standing\": \"none-in-this-version\"}");
    }
    answers.put(
        "/api/v1/labels/new/versions/current/sections/34084-4",
        """
        {"standing": "present", "sections": [{"text": "It was studied.",
          "sections": [{"text": "Headache occurred in 12% of 1,565 patients. It passed."}]}]}
        """);
    answers.put(
        "/api/v1/labels/new/versions/current/sections/34068-7",
        """
        {"standing": "present", "sections": [{"text": "", "sections": [
          {"title": "%s", "text": "The dose is 5 mg daily."},
          {"title": "Another", "text": "The dose is 9 mg daily."}]}]}
        """
            .formatted(name));
    owned();

    reader(written)
        .get(path)
        .then()
        .statusCode(200)
        .body(
            "rows.find {it.key == 'boxed-warning'}.cells.state",
            contains("none-in-this-version", "label-not-held"))
        .body(
            "rows.find {it.key == 'label-dosing'}.cells.state",
            contains("stated", "label-not-held"))
        .body("rows.find {it.key == 'label-dosing'}.cells[0].items", hasSize(1))
        .body(
            "rows.find {it.key == 'label-dosing'}.cells[0].items[0].text",
            equalTo("The dose is 5 mg daily."))
        .body("rows.find {it.key == 'label-dosing'}.cells[0].items[0].condition.id", equalTo(id))
        .body("rows.find {it.key == 'label-dosing'}.cells[0].omitted", equalTo(1))
        .body("rows.find {it.key == 'adverse-reactions'}.cells[0].items", hasSize(1))
        .body(
            "rows.find {it.key == 'adverse-reactions'}.cells[0].items[0].text",
            equalTo("Headache occurred in 12% of 1,565 patients."))
        .body(
            "rows.find {it.key == 'adverse-reactions'}.cells[0].items[0].denominators",
            contains("of 1,565 patients"))
        .body(
            "rows.find {it.key == 'adverse-reactions'}.cells[0].items[0].source.setId",
            equalTo("new"));
  }

  @Test
  void ratesThatAreNotToldAreCounted() throws Exception {
    String topic = events.condition(id, name, tree);
    String one = "tabled-" + number();
    String two = "plain-" + number();
    String none = "\"indications\": [], \"restrictions\": []";
    String written = topic + " " + sent(one, none) + " " + sent(two, none);
    String path = "/conditions/" + id + "/compare?drugs=" + one + "," + two;
    String rows =
        IntStream.rangeClosed(1, 33)
            .mapToObj(n -> "<tr><td>Reaction " + n + "th</td><td>" + n + "%</td></tr>")
            .collect(Collectors.joining());
    answers.put(
        "/api/v1/labels?drug=" + one + "&limit=200",
        "{\"items\": [{\"id\": \"t\", \"jurisdiction\": \"US\", \"version\": \"1\"}]}");
    answers.put("/api/v1/labels?drug=" + two + "&limit=200", "{\"items\": [], \"total\": 0}");
    answers.put(
        "/api/v1/labels/t/versions/current/sections/34066-1",
        "{\"standing\": \"none-in-this-version\"}");
    answers.put(
        "/api/v1/labels/t/versions/current/sections/34084-4",
        """
        {"standing": "present", "sections": [{"text": "",
          "html": "<table><tr><td>Adverse reaction</td><td>It (N=50)</td></tr>%s</table>"}]}
        """
            .formatted(rows));
    answers.put(
        "/api/v1/labels/t/versions/current/sections/34068-7",
        """
        {"standing": "present", "sections": [{"text": "For another condition take 5 mg daily."}]}
        """);
    owned();

    reader(written)
        .get("/api/v1" + path)
        .then()
        .statusCode(200)
        .body(
            "rows.find {it.key == 'label-dosing'}.cells.state",
            contains("condition-not-named", "label-not-held"))
        .body("rows.find {it.key == 'label-dosing'}.cells[0].omitted", equalTo(1))
        .body("rows.find {it.key == 'label-dosing'}.cells[0]", not(hasKey("items")))
        .body("rows.find {it.key == 'adverse-reactions'}.cells[0].items", hasSize(30))
        .body("rows.find {it.key == 'adverse-reactions'}.cells[0].omitted", equalTo(3))
        .body("rows.find {it.key == 'adverse-reactions'}.cells[1]", not(hasKey("omitted")));
    reader(written)
        .get(path)
        .then()
        .statusCode(200)
        .body(containsString("<th scope=\"col\">It (N=50)</th>"))
        .body(containsString("<tr><th scope=\"row\">Reaction 1th</th><td>1%</td></tr>"))
        .body(containsString("3 more are in the label and not shown here."));
  }

  /// Plays the drug-service until the test ends.
  private void owned() throws Exception {
    String owner =
        ConfigProvider.getConfig().getValue("living-evidence.route.drug-service", String.class);
    vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              String answer = answers.get(String.valueOf(request.uri()));
              var unused =
                  request
                      .response()
                      .setStatusCode(answer == null ? 404 : 200)
                      .putHeader("Content-Type", "application/json")
                      .end(answer == null ? "{}" : answer);
            })
        .listen(URI.create(owner).getPort(), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatCannotBeComparedIsAProblemThatSaysWhy() {
    String topic = events.condition(id, name, tree);
    String one = "alone-" + number();
    String written = topic + " " + sent(one, "\"indications\": [], \"restrictions\": []");
    String path = "/api/v1/conditions/" + id + "/compare";
    for (String wrong :
        new String[] {
          "",
          "?drugs=" + one,
          "?drugs=" + one + ",unheard-of",
          "?drugs=" + one + "," + one,
          "?drugs=" + one + ",",
          "?drugs=a,b,c,d,e,f,g"
        }) {
      reader(written)
          .get(path + wrong)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].field", equalTo("drugs"));
    }
    reader(written)
        .get("/api/v1/conditions/D0unknown/compare?drugs=a,b")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }
}
