package org.livingevidence.connect;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings of reading from sources outside, the same for all of them.
@ConfigMapping(prefix = "living-evidence.connect")
public interface ConnectConfig {
  /// The proxy that everything outside is reached through, as `http://host:port`; none when
  /// absent.
  Optional<String> proxy();

  /// Who one is at the proxy. Basic authentication for `https` sources is off in the JDK until it
  /// is started with `-Djdk.http.auth.tunneling.disabledSchemes=`.
  Optional<String> proxyUser();

  /// The password for that.
  Optional<String> proxyPassword();

  /// Hosts that are reached without the proxy: `mirror.example.org`, or `.example.org` for all in
  /// a domain.
  Optional<List<String>> noProxy();

  /// A file of certificates (PEM) that are trusted beside the JDK's own: a private authority's, or
  /// that of a proxy which looks into what it passes.
  Optional<Path> ca();

  /// What is sent as `User-Agent`.
  @WithDefault("LivingEvidence/1.0")
  String userAgent();

  /// How long connecting may take.
  @WithDefault("PT20S")
  Duration connectTimeout();

  /// How long a source may take to begin its answer.
  @WithDefault("PT2M")
  Duration answerTimeout();

  /// How long a body may stand still before it is given up.
  @WithDefault("PT1M")
  Duration stall();

  /// The longest body of an answer.
  @WithDefault("2G")
  MemorySize maxBody();

  /// How often something is tried in all before it fails.
  @WithDefault("6")
  int attempts();

  /// About how long it rests before the second attempt; the rests double from there, and each is
  /// drawn between a half and the whole.
  @WithDefault("PT1S")
  Duration firstRest();

  /// The longest rest that it gives itself.
  @WithDefault("PT2M")
  Duration longestRest();

  /// The longest rest that a source may ask for (`Retry-After`); what asks for more fails, and says
  /// until when.
  @WithDefault("PT15M")
  Duration longestRetryAfter();

  /// How often somebody who waits is told so, and may leave.
  @WithDefault("PT1S")
  Duration beat();
}
