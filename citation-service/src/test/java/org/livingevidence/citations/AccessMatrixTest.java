package org.livingevidence.citations;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.AccessMatrix;

@QuarkusTest
class AccessMatrixTest extends CitationServiceTest {
  @TestHTTPResource URL base;

  @Test
  void everyOperationIsOpenToItsRolesOnly() {
    AccessMatrix.check(base.toString(), "access-matrix.csv");
  }
}
