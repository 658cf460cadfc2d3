package org.livingevidence.connect;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/// Makes the clients of sources, all with one proxy, one trust and one user agent.
@Singleton
public class Connections {
  private final ConnectConfig config;
  private final MeterRegistry metrics;
  private final HttpClient http;

  Connections(ConnectConfig config, MeterRegistry metrics) {
    this.config = config;
    this.metrics = metrics;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(config.connectTimeout())
            .proxy(OutwardProxy.of(config));
    config.ca().ifPresent(pem -> builder.sslContext(Trust.with(pem)));
    config
        .proxyUser()
        .ifPresent(
            user ->
                builder.authenticator(
                    OutwardProxy.authenticator(user, config.proxyPassword().orElse(""))));
    http = builder.build();
  }

  /// @param pace shared by all clients of one source
  public SourceClient client(Pace pace) {
    return client(pace, Rest.REAL);
  }

  /// @param rest how time passes between attempts
  SourceClient client(Pace pace, Rest rest) {
    var delay =
        new RetryDelay(
            config.firstRest(),
            config.longestRest(),
            () -> ThreadLocalRandom.current().nextDouble());
    return new SourceClient(http, config, pace, delay, rest, Clock.systemUTC(), metrics);
  }
}
