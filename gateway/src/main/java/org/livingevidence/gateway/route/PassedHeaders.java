package org.livingevidence.gateway.route;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which headers pass the gateway. Hop-by-hop headers (RFC 9110, 7.6.1, and whatever `Connection`
/// names) end here; so does every header by which a client could claim to be somebody: only the
/// bearer token says who it is.
final class PassedHeaders {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "upgrade",
          "http2-settings",
          "expect");

  private static final Set<String> IDENTITY =
      Set.of(
          "forwarded",
          "cookie",
          "from",
          "remote-user",
          "remote-groups",
          "remote-email",
          "true-client-ip",
          "via");

  private static final List<String> IDENTITY_PREFIXES =
      List.of(
          "x-forwarded",
          "x-real-",
          "x-remote-",
          "x-auth",
          "x-user",
          "x-webauth",
          "x-client-",
          "x-ssl-",
          "ssl-client",
          "ssl_client",
          "x-amzn-oidc",
          "x-goog-authenticated",
          "x-original-",
          "x-envoy-",
          "x-ms-client-principal",
          "x-role",
          "x-group");

  private PassedHeaders() {}

  /// Removes from a request what must not reach an owner.
  static void request(MultiMap headers) {
    hopByHop(headers);
    for (String name : List.copyOf(headers.names())) {
      String plain = name.toLowerCase(Locale.ROOT);
      if (IDENTITY.contains(plain) || IDENTITY_PREFIXES.stream().anyMatch(plain::startsWith)) {
        headers.remove(name);
      }
    }
  }

  /// Removes from an answer what belongs to the connection with the owner.
  static void response(MultiMap headers) {
    hopByHop(headers);
    headers.remove("set-cookie");
  }

  private static void hopByHop(MultiMap headers) {
    for (String connection : List.copyOf(headers.getAll("connection"))) {
      for (String named : connection.split(",")) {
        String plain = named.strip().toLowerCase(Locale.ROOT);
        // a connection option cannot take away what the request or answer is about
        if (!plain.isEmpty()
            && !Set.of(
                    "authorization", "host", "content-length", "content-type", "transfer-encoding")
                .contains(plain)) {
          headers.remove(plain);
        }
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }
}
