package org.livingevidence.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.livingevidence.teststack.TestTokens;

/// What the tests say to the service and about its answers.
final class ImportClient {
  private ImportClient() {}

  static RequestSpecification as(String who, String... roles) {
    return given().header("Authorization", "Bearer " + TestTokens.token(who, roles));
  }

  static RequestSpecification importer() {
    return as("ines", "importer");
  }

  static Response send(byte[] body) {
    return importer().contentType("application/octet-stream").body(body).post("/api/v1/imports");
  }

  static Response send(String lines) {
    return send(lines.getBytes(StandardCharsets.UTF_8));
  }

  static String accepted(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
    return response.jsonPath().getString("id");
  }

  static JsonPath job(String id) {
    return importer().get("/api/v1/imports/" + id).then().statusCode(200).extract().jsonPath();
  }

  static JsonPath ended(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(job(id).getString("state")).isEqualTo(state));
    return job(id);
  }

  /// A file of the lines `<prefix>1 <value>` to `<prefix>n <value>`.
  static String lines(String prefix, int n, String value) {
    return IntStream.rangeClosed(1, n)
        .mapToObj(i -> prefix + i + " " + value + "\n")
        .collect(Collectors.joining("", LineIntake.MARK + "\n", ""));
  }

  static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(String content) {
    return gzip(content.getBytes(StandardCharsets.UTF_8));
  }
}
