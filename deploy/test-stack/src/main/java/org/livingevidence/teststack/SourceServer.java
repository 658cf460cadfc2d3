package org.livingevidence.teststack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A source on the loopback, as good or bad as a test makes it: it answers what the test says,
/// breaks off, stands still, and remembers what it was asked.
public final class SourceServer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Answering answering = request -> Reply.of(404, "nothing here");

  /// What answers.
  @FunctionalInterface
  public interface Answering {
    Reply to(Asked request) throws IOException;
  }

  /// A request.
  ///
  /// @param uri as it was sent: absolute where this is asked as a proxy
  /// @param form the fields of a posted form, else of the query
  public record Asked(
      String method, URI uri, Map<String, String> form, Map<String, List<String>> headers) {
    /// A field of the form or query; empty when it is not there.
    public String field(String name) {
      return form.getOrDefault(name, "");
    }

    /// The last part of the path.
    public String name() {
      String path = uri.getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /// An answer.
  ///
  /// @param sent how many bytes of the body are sent; all when it is its length
  /// @param stays whether the connection stays open, silent, when they are sent
  public record Reply(
      int status, Map<String, String> headers, byte[] body, int sent, boolean stays) {
    public static Reply of(int status, String body) {
      return of(status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, byte[] body) {
      return new Reply(status, Map.of(), body, body.length, false);
    }

    public Reply with(String header, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(header, value);
      return new Reply(status, all, body, sent, stays);
    }

    /// The body breaks off in its middle.
    public Reply brokenOff() {
      return new Reply(status, headers, body, body.length / 2, false);
    }

    /// The body stands still in its middle.
    public Reply stalled() {
      return new Reply(status, headers, body, body.length / 2, true);
    }
  }

  private SourceServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /// Over `http`.
  public static SourceServer start() {
    return start(0);
  }

  /// Over `http`, at a port that is known before.
  public static SourceServer start(int port) {
    try {
      return new SourceServer(HttpServer.create(loopback(port), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Over `https`, with what the context has for a certificate.
  public static SourceServer start(SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new SourceServer(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public void answer(Answering how) {
    answering = how;
  }

  /// Answers these one after the other, the last one for ever.
  public void answer(Reply... replies) {
    List<Reply> all = Arrays.asList(replies);
    int[] next = {0};
    answering =
        request -> {
          synchronized (next) {
            return all.get(Math.min(next[0]++, all.size() - 1));
          }
        };
  }

  /// Everything asked so far.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public void forget() {
    asked.clear();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      URI uri = exchange.getRequestURI();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              uri,
              fields(form.isEmpty() ? uri.getRawQuery() : form),
              Map.copyOf(exchange.getRequestHeaders()));
      asked.add(request);
      Reply reply = answering.to(request);
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body(), 0, reply.sent());
      exchange.getResponseBody().flush();
      if (reply.stays()) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> fields(@Nullable String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (encoded != null) {
      for (String field : encoded.split("&")) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
        }
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
