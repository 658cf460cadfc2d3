package org.livingevidence.drugs;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.DocumentedMetrics;

@DrugServiceTest
class MetricsTest {
  @TestHTTPResource URI base;

  @Test
  void theDocumentedMetricsAreTheServedOnes() {
    DocumentedMetrics.assertServed(base, "drug");
  }
}
