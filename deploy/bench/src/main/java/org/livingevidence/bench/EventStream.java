package org.livingevidence.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A client of the gateway's server-sent events. Hands every `data:` line on with nothing between
/// it and the socket.
final class EventStream implements AutoCloseable {

  private final InputStream body;

  private EventStream(InputStream body) {
    this.body = body;
  }

  /// Opens the stream and returns once the server has answered, so that no later change can be
  /// missed.
  static EventStream open(HttpClient client, URI uri, Consumer<String> onData)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException(uri + " answered " + response.statusCode());
    }
    CountDownLatch reading = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .name("sse-client")
        .start(
            () -> {
              reading.countDown();
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.startsWith("data:")) {
                    onData.accept(line.substring("data:".length()).strip());
                  }
                }
              } catch (IOException e) {
                // The stream was closed by us, or the server is gone; the missing changes tell
                // which.
              }
            });
    reading.await();
    return new EventStream(response.body());
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
