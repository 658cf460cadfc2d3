package org.livingevidence.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request and its answer, read on a thread of its own, so that whoever waits for it can be
/// told, can leave, and can tell a body that stands still.
///
/// @param <T> what is made of the body
final class Exchange<T> {
  private static final int LONGEST_ERROR = 4_096;

  private final HttpClient http;
  private final SourceRequest request;
  private final ConnectConfig config;
  private final AnswerReader<T> reader;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private volatile boolean inBody;
  private volatile long lastSign = System.nanoTime();

  Exchange(HttpClient http, SourceRequest request, ConnectConfig config, AnswerReader<T> reader) {
    this.http = http;
    this.request = request;
    this.config = config;
    this.reader = reader;
  }

  /// The source answered with something else than success.
  static final class Unsuccessful extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient HttpResponse<?> response;

    /// @param words the beginning of what it says, cleaned
    Unsuccessful(HttpResponse<?> response, String words) {
      super("answered " + response.statusCode() + (words.isEmpty() ? "" : " (" + words + ")"));
      this.response = response;
    }

    HttpResponse<?> response() {
      return response;
    }
  }

  /// @throws IOException what went wrong in this attempt
  T run(Pulse pulse) throws IOException, InterruptedException {
    Thread worker = Thread.ofVirtual().name("fetch-" + request.uri().getHost()).start(this::work);
    try {
      while (true) {
        try {
          return outcome.get(config.beat().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          pulse.beat(request.uri().getHost());
          checkStall();
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (!outcome.isDone()) {
        worker.interrupt();
      }
    }
  }

  private void checkStall() throws IOException {
    Duration still = Duration.ofNanos(System.nanoTime() - lastSign);
    if (inBody && still.compareTo(config.stall()) > 0) {
      throw new BrokenBody(
          "stopped in the middle of its answer for more than " + config.stall().toMillis() + " ms");
    }
  }

  private static IOException thrown(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> new IOException("failed");
      case IOException io -> io;
      case RuntimeException runtime -> throw runtime;
      case Error error -> throw error;
      default -> new IOException(failure);
    };
  }

  private void work() {
    try {
      outcome.complete(exchange());
    } catch (Throwable failure) {
      outcome.completeExceptionally(failure);
    }
  }

  private T exchange() throws IOException, InterruptedException {
    var builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(config.answerTimeout())
            .header("User-Agent", config.userAgent());
    request.headers().forEach(builder::header);
    if (request.form() == null) {
      builder.GET();
    } else {
      builder
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(request.form()));
    }
    var response = http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    lastSign = System.nanoTime();
    inBody = true;
    long most = config.maxBody().asLongValue();
    try (InputStream body =
        new MeteredBody(response.body(), most, () -> lastSign = System.nanoTime())) {
      if (response.statusCode() / 100 != 2) {
        String words = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        throw new Unsuccessful(response, request.clean(words));
      }
      T value = reader.read(response.headers(), body);
      // What the reader left unread must be whole as well.
      body.transferTo(OutputStream.nullOutputStream());
      return value;
    }
  }
}
