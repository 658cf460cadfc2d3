package org.livingevidence.k8stest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What a Service is in a cluster: sends each request to one of the pods whose readiness probe
/// answers, asked every 200 ms. It keeps connections open, and never tries a request again.
final class ReadinessProxy implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
  private final List<PlayedPods.Instance> pods = new CopyOnWriteArrayList<>();
  private volatile List<PlayedPods.Instance> ready = List.of();
  private final AtomicInteger next = new AtomicInteger();

  ReadinessProxy() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
    var unused = prober.scheduleWithFixedDelay(this::probe, 0, 200, TimeUnit.MILLISECONDS);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void add(PlayedPods.Instance pod) {
    pods.add(pod);
  }

  void remove(PlayedPods.Instance pod) {
    pods.remove(pod);
  }

  List<PlayedPods.Instance> ready() {
    return ready;
  }

  private void probe() {
    ready = pods.stream().filter(this::isReady).toList();
  }

  private boolean isReady(PlayedPods.Instance pod) {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(pod.probe("readinessProbe"))
                      .timeout(Duration.ofSeconds(3))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<PlayedPods.Instance> now = ready;
      if (now.isEmpty()) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      PlayedPods.Instance pod = now.get(Math.floorMod(next.getAndIncrement(), now.size()));
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(pod.address().resolve(exchange.getRequestURI()))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (IOException e) {
      exchange.sendResponseHeaders(502, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    prober.shutdownNow();
    server.stop(0);
    client.shutdownNow();
  }
}
