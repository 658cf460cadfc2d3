package org.livingevidence.drugs;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.livingevidence.teststack.LocalStackResource;
import org.livingevidence.teststack.TestTokens;

/// A test against the running service with its real database and broker.
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = SourcesResource.class, scope = TestResourceScope.GLOBAL)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DrugServiceTest {
  /// Who asks.
  final class As {
    private As() {}

    public static RequestSpecification curator() {
      return with("curator");
    }

    public static RequestSpecification reader() {
      return with("reader");
    }

    public static RequestSpecification with(String role) {
      return RestAssured.given()
          .auth()
          .oauth2(TestTokens.token("test-" + role, role))
          .contentType(ContentType.JSON);
    }
  }
}
