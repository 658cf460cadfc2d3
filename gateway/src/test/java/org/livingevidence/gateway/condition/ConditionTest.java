package org.livingevidence.gateway.condition;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.livingevidence.gateway.Events;
import org.livingevidence.teststack.TestTokens;

/// A condition of its own for each test, and the words to ask the gateway about it.
abstract class ConditionTest {
  final Events events = new Events();
  String id = "";
  String tree = "";
  String name = "";

  @BeforeEach
  void unique() {
    long number = Events.unique();
    id = "D" + number;
    tree = "C" + number;
    name = "Testing Disease " + number;
  }

  @AfterEach
  void close() {
    events.close();
  }

  String number() {
    return id.substring(1);
  }

  static RequestSpecification reader() {
    return given().header("Authorization", "Bearer " + TestTokens.token("anna", "reader"));
  }

  static RequestSpecification reader(String written) {
    return reader().header("Evidence-Version", written);
  }
}
