package org.livingevidence.citations;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.livingevidence.teststack.LocalStackResource;
import org.livingevidence.teststack.TestTokens;

/// The service with a real database and a real Kafka, and what its tests say to it.
@QuarkusTest
@WithTestResource(
    value = LocalStackResource.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "database", value = "citation"))
@WithTestResource(value = SourcesResource.class, scope = TestResourceScope.GLOBAL)
public abstract class CitationServiceTest {
  private static final AtomicInteger NEXT = new AtomicInteger(900_000_000);

  @Inject protected DataSource dataSource;

  /// A request as this role.
  protected static RequestSpecification as(String role) {
    return RestAssured.given()
        .auth()
        .oauth2(TestTokens.token("someone", role))
        .contentType(ContentType.JSON)
        .urlEncodingEnabled(false);
  }

  /// A PMID that no other test uses.
  protected static String freshPmid() {
    return Integer.toString(NEXT.getAndIncrement());
  }

  /// What is still to be published, and why it is not; empty when everything is.
  protected String unpublished() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select o.type, o.aggregate_id, o.version, o.kind, b.reason
                  from outbox o
                  left join outbox_blocked b on b.type = o.type and b.id = o.aggregate_id
                """);
        ResultSet rows = statement.executeQuery()) {
      StringBuilder all = new StringBuilder();
      while (rows.next()) {
        for (int column = 1; column <= 5; column++) {
          all.append(rows.getString(column)).append(' ');
        }
      }
      return all.toString();
    }
  }

  /// One number from the database.
  protected long count(String query, String... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
