package org.livingevidence.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class PassedHeadersTest {
  @Test
  void endsHopByHopHeadersAndWhatConnectionNames() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "keep-alive, X-Secret-Hop")
            .add("Keep-Alive", "timeout=5")
            .add("TE", "trailers")
            .add("Upgrade", "h2c")
            .add("Proxy-Authorization", "Basic eDp5")
            .add("X-Secret-Hop", "1")
            .add("Accept", "application/json");

    PassedHeaders.request(headers);

    assertThat(headers.names()).containsExactly("Accept");
  }

  @Test
  void endsWhateverClaimsAnIdentityButTheBearerToken() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Authorization", "Bearer abc")
            .add("X-Forwarded-User", "admin")
            .add("X-Forwarded-For", "10.0.0.1")
            .add("Forwarded", "for=10.0.0.1")
            .add("X-Remote-User", "admin")
            .add("Remote-User", "admin")
            .add("X-Auth-Request-Email", "a@b.c")
            .add("Cookie", "session=1")
            .add("X-SSL-Client-CN", "admin");

    PassedHeaders.request(headers);

    assertThat(headers.names()).containsExactly("Authorization");
  }

  @Test
  void connectionCannotTakeTheTokenAway() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Authorization", "Bearer abc")
            .add("Connection", "Authorization, close");

    PassedHeaders.request(headers);

    assertThat(headers.names()).containsExactly("Authorization");
  }
}
