package org.livingevidence.connect;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads from one source, at its pace and with patience: what may pass by itself (429, 5xx, a lost
/// connection, a body that breaks off or stands still, a body that is not what was asked for) is
/// tried again after a rest, a bounded number of times; the rest fails at once.
public final class SourceClient {
  private static final Logger LOG = Logger.getLogger(SourceClient.class);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504, 507, 509);

  private final HttpClient http;
  private final ConnectConfig config;
  private final Pace pace;
  private final RetryDelay delay;
  private final Rest rest;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  SourceClient(
      HttpClient http,
      ConnectConfig config,
      Pace pace,
      RetryDelay delay,
      Rest rest,
      InstantSource clock,
      MeterRegistry metrics) {
    this.http = http;
    this.config = config;
    this.pace = pace;
    this.delay = delay;
    this.rest = rest;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Looks at a file that has come; throws [BrokenBody] when it has to come again.
  @FunctionalInterface
  public interface FileCheck {
    void check(Path file) throws IOException;
  }

  /// Fetches into a file, which holds a whole body that passed the check, or is to be thrown away.
  ///
  /// @throws SourceFailure when the source cannot be read
  /// @throws UncheckedIOException when the file cannot be written
  public void download(SourceRequest request, Path file, FileCheck check, Pulse pulse)
      throws IOException {
    fetch(
        request,
        body -> {
          write(body, file);
          check.check(file);
          return file;
        },
        pulse);
  }

  private static void write(InputStream body, Path file) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = opened(file)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        try {
          out.write(buffer, 0, n);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot write " + file, e);
        }
      }
    }
  }

  private static OutputStream opened(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// Fetches and reads.
  ///
  /// @param pulse told while it waits; what it throws passes through
  /// @throws SourceFailure when the source cannot be read
  public <T> T fetch(SourceRequest request, BodyReader<T> reader, Pulse pulse) throws IOException {
    return fetchAnswer(request, (head, body) -> reader.read(body), pulse);
  }

  /// Fetches and reads, the answer's head as well.
  ///
  /// @param pulse told while it waits; what it throws passes through
  /// @throws SourceFailure when the source cannot be read
  public <T> T fetchAnswer(SourceRequest request, AnswerReader<T> reader, Pulse pulse)
      throws IOException {
    try {
      for (int attempt = 1; ; attempt++) {
        rest(pace.next(), request.uri().getHost() + ", whose pace it keeps", pulse);
        try {
          T value = new Exchange<>(http, request, config, reader).run(pulse);
          count(request, "answered");
          return value;
        } catch (IOException e) {
          count(request, "failed");
          Duration pause = pause(request, e, attempt);
          LOG.infof(
              "Source tried again source=%s attempt=%d in=%s because=%s",
              request.name(), attempt, pause, words(request, e));
          rest(pause, request.name() + ", which " + words(request, e), pulse);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading " + request.name());
    }
  }

  private void count(SourceRequest request, String outcome) {
    String host = String.valueOf(request.uri().getHost());
    metrics
        .counter("living.evidence.source.requests", "host", host, "outcome", outcome)
        .increment();
  }

  /// How long to rest after this failure.
  ///
  /// @throws SourceFailure when it is the last one
  private Duration pause(SourceRequest request, IOException failure, int attempt)
      throws SourceFailure {
    Duration asked = null;
    int status = 0;
    switch (failure) {
      case Exchange.Unsuccessful unsuccessful -> {
        status = unsuccessful.response().statusCode();
        if (!PASSING.contains(status) && !request.alsoPassing().contains(status)) {
          throw failure(SourceFailure.Why.REFUSED, status, request, failure, attempt);
        }
        asked =
            RetryDelay.asked(
                unsuccessful.response().headers().firstValue("Retry-After").orElse(null),
                clock.instant());
        if (asked != null && asked.compareTo(config.longestRetryAfter()) > 0) {
          throw new SourceFailure(
              SourceFailure.Why.UNAVAILABLE,
              status,
              request.name()
                  + " asks to be left alone until "
                  + clock.instant().plus(asked)
                  + ", which is longer than is waited here"
                  + " (living-evidence.connect.longest-retry-after).",
              failure);
        }
      }
      case MeteredBody.TooLarge large ->
          throw failure(SourceFailure.Why.TOO_LARGE, 200, request, large, attempt);
      case SSLException untrusted when isTrust(untrusted) ->
          throw failure(SourceFailure.Why.UNTRUSTED, 0, request, untrusted, attempt);
      default -> {}
    }
    if (attempt >= config.attempts()) {
      throw failure(SourceFailure.Why.UNAVAILABLE, status, request, failure, attempt);
    }
    return delay.after(attempt, asked);
  }

  private static boolean isTrust(SSLException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof java.security.cert.CertificateException
          || at instanceof java.security.cert.CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  private SourceFailure failure(
      SourceFailure.Why why, int status, SourceRequest request, IOException failure, int attempts) {
    String often = attempts == 1 ? "" : ", at the last of " + attempts + " attempts";
    return new SourceFailure(
        why, status, request.name() + " " + words(request, failure) + often + ".", failure);
  }

  /// What the source did, to follow its name.
  private String words(SourceRequest request, IOException failure) {
    return switch (failure) {
      case BrokenBody broken -> request.clean(said(broken));
      case Exchange.Unsuccessful unsuccessful -> said(unsuccessful);
      case MeteredBody.TooLarge ignored ->
          "answers with more than the "
              + config.maxBody().asLongValue()
              + " bytes allowed (living-evidence.connect.max-body)";
      case HttpTimeoutException ignored -> "did not answer in time";
      case ConnectException ignored -> "cannot be connected to";
      case SSLException untrusted when isTrust(untrusted) ->
          "shows a certificate that is not trusted (living-evidence.connect.ca adds authorities)";
      default -> "broke off: " + request.clean(said(failure));
    };
  }

  private static String said(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /// In parts, so that whoever waits can be told and can leave.
  private void rest(Duration duration, String what, Pulse pulse) throws InterruptedException {
    Duration left = duration;
    while (left.isPositive()) {
      Duration part = left.compareTo(config.beat()) < 0 ? left : config.beat();
      if (duration.compareTo(config.beat()) >= 0) {
        pulse.beat(what);
      }
      rest.rest(part);
      left = left.minus(part);
    }
  }
}
