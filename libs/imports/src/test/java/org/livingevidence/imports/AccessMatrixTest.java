package org.livingevidence.imports;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.AccessMatrix;
import org.livingevidence.teststack.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL)
class AccessMatrixTest {
  @TestHTTPResource URL base;

  @Test
  void everyOperationIsOpenToItsRolesOnly() {
    AccessMatrix.check(base.toString(), "access-matrix.csv");
  }
}
