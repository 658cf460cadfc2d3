package org.livingevidence.drugs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.livingevidence.connect.Connections;
import org.livingevidence.connect.Pace;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.connect.SourceRequest;
import org.livingevidence.teststack.DocumentedMetrics;

@DrugServiceTest
class MetricsTest {
  @TestHTTPResource URI base;
  @Inject Connections connections;

  @Test
  void theDocumentedMetricsAreTheServedOnes() {
    // What is counted by host is there from the first request on.
    assertThatExceptionOfType(SourceFailure.class)
        .isThrownBy(
            () ->
                connections
                    .client(Pace.of(500))
                    .fetch(
                        SourceRequest.get(URI.create("http://127.0.0.1:1/")),
                        body -> "",
                        Pulse.QUIET));

    DocumentedMetrics.assertServed(base, "drug");
  }
}
