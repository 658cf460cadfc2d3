package org.livingevidence.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

@GatewayTest
class RequestIdsTest {
  @TestHTTPResource URI gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/conditions?limit=1",
        "/api/v1/conditions/nowhere",
        "/api/v1/changes?since=0",
        "/api/v1/sources",
        "/api/v1/drugs/of-an-owner-that-is-down",
        "/api/v1/imports",
        "/",
        "/api/v1/nothing-answers-this"
      })
  void everyAnswerBearsTheIdThatItsRequestCameWith(String path) throws Exception {
    assertThat(ids(path, "application/json", "of-the-sender.1")).containsExactly("of-the-sender.1");
  }

  @Test
  void aViewAndAStreamBearIt() throws Exception {
    String topic = "D" + Events.unique();
    try (Events events = new Events()) {
      String written = events.condition(topic, "Asked for " + topic, "C" + Events.unique());
      HttpResponse<InputStream> view =
          client.send(
              request("/api/v1/conditions/" + topic, "application/json", "v-1")
                  .header("Evidence-Version", written)
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(view.statusCode()).isEqualTo(200);
      assertThat(view.headers().allValues("X-Request-Id")).containsExactly("v-1");
      view.body().close();
    }
    assertThat(ids("/api/v1/changes?since=0", "text/event-stream", "s-1")).containsExactly("s-1");
  }

  @Test
  void whoSendsNoneOrOneThatFitsIntoNoLogIsGivenOne() throws Exception {
    assertThat(ids("/api/v1/conditions?limit=1", "application/json", ""))
        .singleElement()
        .asString()
        .matches("[0-9a-f-]{36}");
    assertThat(ids("/api/v1/conditions?limit=1", "application/json", "not one word"))
        .singleElement()
        .asString()
        .matches("[0-9a-f-]{36}");
  }

  private HttpRequest.Builder request(String path, String accept, String id) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Accept", accept)
            .header("Authorization", "Bearer " + TestTokens.token("someone", "reader"));
    return id.isEmpty() ? request : request.header("X-Request-Id", id);
  }

  private List<String> ids(String path, String accept, String id) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request(path, accept, id).build(), HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.headers().allValues("X-Request-Id");
  }
}
