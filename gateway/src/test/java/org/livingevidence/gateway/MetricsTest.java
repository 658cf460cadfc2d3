package org.livingevidence.gateway;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.DocumentedMetrics;

@GatewayTest
class MetricsTest {
  @TestHTTPResource URI base;

  @Test
  void theDocumentedMetricsAreTheServedOnes() {
    DocumentedMetrics.assertServed(base, "gateway");
  }
}
