package org.livingevidence.drugs;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.AccessMatrix;

@DrugServiceTest
class AccessMatrixTest {
  @TestHTTPResource URL base;

  @Test
  void everyOperationIsOpenToItsRolesOnly() {
    AccessMatrix.check(base.toString(), "access-matrix.csv");
  }
}
