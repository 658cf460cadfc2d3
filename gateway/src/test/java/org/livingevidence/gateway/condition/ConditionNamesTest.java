package org.livingevidence.gateway.condition;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;

@GatewayTest
class ConditionNamesTest extends ConditionTest {
  @Test
  void listsAnUmbrellaBeforeItsMembersWhateverCasePossessiveOrPlural() {
    String member = "D" + Events.unique();
    String other = "C" + Events.unique();
    events.condition(member, "Adult-onset Zeller" + number() + "'s disease", tree);
    events.condition(other, "Systemic disorder of " + number(), tree + ".1");
    events.condition(id, "Antizeller" + number() + " disease", tree + ".2");
    String written =
        events.send(
            "topic",
            events.json(
                """
                {"id": "LE:zeller-%1$s", "scheme": "curated", "kind": "umbrella", "condition": true,
                 "name": "Zeller%1$s's Disease", "slug": "zeller-disease-%1$s",
                 "narrower": ["%2$s", "%3$s"], "source": {"kind": "curated"}}
                """
                    .formatted(number(), member, other)));

    for (String asked : List.of("zeller" + number() + "s", "Zeller" + number() + "'s diseases")) {
      reader(written)
          .queryParam("q", asked)
          .get("/api/v1/conditions")
          .then()
          .body("items.id", contains("LE:zeller-" + number(), member, other))
          .body("total", equalTo(3));
    }
    reader(written)
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/zeller" + number() + "-diseases")
        .then()
        .statusCode(308);
  }

  @Test
  void answersToItsSlugAndSendsASynonymElsewhere() {
    String written = events.condition(id, name, tree, "Called otherwise " + number());
    String slug = "testing-disease-" + number();

    reader(written).get("/api/v1/conditions/" + slug).then().statusCode(200);
    reader()
        .get("/api/v1/conditions/" + slug)
        .then()
        .statusCode(200)
        .body("condition.id", equalTo(id));
    reader()
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/called-otherwise-" + number() + "/citations?sort=newest")
        .then()
        .statusCode(308)
        .header("Location", containsString("/api/v1/conditions/" + id + "/citations?sort=newest"));
  }

  @Test
  void sendsAnObsoleteIdToItsReplacement() {
    events.condition(id, name, tree);
    String old = "D" + Events.unique();
    String written =
        events.send(
            "topic",
            events.json(
                """
                {"id": "%s", "scheme": "mesh", "kind": "descriptor", "name": "Old %s", "slug": "old-%s",
                 "condition": true, "replacedBy": "%s", "source": {"kind": "mesh"}}
                """
                    .formatted(old, old, old.toLowerCase(java.util.Locale.ROOT), id)));

    reader(written)
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/" + old)
        .then()
        .statusCode(308)
        .header("Location", containsString("/api/v1/conditions/" + id));
    // Its page name does too.
    reader(written)
        .redirects()
        .follow(false)
        .get("/api/v1/conditions/old-" + old.toLowerCase(java.util.Locale.ROOT))
        .then()
        .statusCode(308)
        .header("Location", containsString("/api/v1/conditions/" + id));
  }

  @Test
  void answersAnAmbiguousNameWithItsChoices() {
    String other = "D" + Events.unique();
    events.condition(id, name, tree, "Shared name " + number());
    String written =
        events.condition(other, name + " other", "C" + Events.unique(), "Shared name " + number());

    reader(written)
        .get("/api/v1/conditions/shared-name-" + number())
        .then()
        .statusCode(300)
        .body("choices.id", contains(id, other))
        .body("choices[0].link", equalTo("/api/v1/conditions/" + id));
  }

  @Test
  void saysWhatIsUnknown() {
    reader()
        .get("/api/v1/conditions/no-such-disease")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no-such-disease"));
    String written =
        events.send(
            "topic",
            events.json(
                """
                {"id": "%s", "scheme": "mesh", "kind": "descriptor", "name": "Proteins %s",
                 "condition": false, "source": {"kind": "mesh"}}
                """
                    .formatted(id, id)));
    reader(written)
        .get("/api/v1/conditions/" + id)
        .then()
        .statusCode(404)
        .body("detail", containsString("not a condition"));
  }

  @Test
  void findsConditionsByPartOfAName() {
    String child = "D" + Events.unique();
    events.condition(id, name, tree, "Quixotic fever " + number());
    String written = events.condition(child, name + " Type Two", tree + ".1");

    reader(written)
        .queryParam("q", name)
        .get("/api/v1/conditions")
        .then()
        .body("items.id", contains(id, child))
        .body("total", equalTo(2));
    reader()
        .queryParam("q", "fever " + number())
        .get("/api/v1/conditions")
        .then()
        .body("items.id", contains(id));
    reader().queryParam("q", id).get("/api/v1/conditions").then().body("items.id", contains(id));
    String next =
        reader()
            .queryParam("q", name)
            .queryParam("limit", 1)
            .get("/api/v1/conditions")
            .then()
            .body("items.id", contains(id))
            .body("total", equalTo(2))
            .extract()
            .path("next");
    reader()
        .queryParam("q", name)
        .queryParam("limit", 1)
        .queryParam("cursor", next)
        .get("/api/v1/conditions")
        .then()
        .body("items.id", contains(child))
        .body("next", nullValue());
  }
}
