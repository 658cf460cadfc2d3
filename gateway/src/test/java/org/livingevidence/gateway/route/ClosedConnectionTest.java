package org.livingevidence.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.teststack.TestTokens;

/// The gateway in front of an owner that keeps a connection for the next request, and ends it when
/// that comes: what a replica does that is being replaced.
@GatewayTest
class ClosedConnectionTest {
  private static final int REQUESTS = 20;

  private final AtomicInteger ended = new AtomicInteger();
  private @Nullable ServerSocket server;
  private @Nullable Thread acceptor;

  @BeforeEach
  void listen() throws IOException {
    String address =
        ConfigProvider.getConfig().getValue("living-evidence.route.drug-service", String.class);
    ServerSocket socket =
        new ServerSocket(URI.create(address).getPort(), 50, InetAddress.getByName("127.0.0.1"));
    server = socket;
    acceptor = Thread.ofVirtual().start(() -> accept(socket));
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    if (server != null) {
      server.close();
    }
    if (acceptor != null) {
      // Until it has gone the port is not free for the next test.
      acceptor.join();
    }
    // The connection that is still kept would be the next test's: this request ends it.
    reader().get("/api/v1/drugs/anakinra").then().statusCode(503);
  }

  @Test
  void aReadIsAskedAgainAndNobodyNoticesAnything() {
    for (int i = 0; i < REQUESTS; i++) {
      reader().get("/api/v1/drugs/anakinra").then().statusCode(200);
    }

    assertThat(ended).as("connections that ended on a request").hasPositiveValue();
  }

  @Test
  void aWriteIsNotSentTwice() {
    int refused = 0;
    for (int i = 0; i < REQUESTS; i++) {
      int before = ended.get();
      int status =
          reader().body("{}").contentType("application/json").post("/api/v1/drugs").statusCode();
      assertThat(status).isEqualTo(ended.get() > before ? 503 : 200);
      refused += status == 503 ? 1 : 0;
    }

    assertThat(refused).isPositive();
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket connection = from.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (SocketException e) {
      // The test has ended.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers the first request, and ends on the second.
  private void serve(Socket connection) {
    try (connection) {
      var lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      if (!reads(lines)) {
        return;
      }
      connection
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.UTF_8));
      if (reads(lines)) {
        ended.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a request's head and its body of no or two characters.
  private static boolean reads(BufferedReader lines) throws IOException {
    int length = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: 2")) {
        length = 2;
      }
      if (line.isEmpty()) {
        return lines.skip(length) == length;
      }
    }
    return false;
  }

  private static io.restassured.specification.RequestSpecification reader() {
    return given().auth().oauth2(TestTokens.token("someone", "curator"));
  }
}
