package org.livingevidence.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.outbox.Kind;

/// The gateway reads every example of the contracts that it follows.
class ContractExamplesTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("evidence.root", ".."), "contracts", "examples");

  @TestFactory
  List<DynamicTest> readsEveryExample() throws IOException {
    List<DynamicTest> tests;
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      tests =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .flatMap(file -> Stream.of(Source.values()).flatMap(source -> test(source, file)))
              .toList();
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  private static Stream<DynamicTest> test(Source source, Path file) {
    String name = String.valueOf(file.getFileName());
    boolean deleted = name.equals("deleted.v1." + source.type() + ".json");
    if (!deleted && !name.startsWith(source.type() + ".v1.")) {
      return Stream.empty();
    }
    return Stream.of(
        DynamicTest.dynamicTest(
            name,
            () -> {
              var data = TestEvents.parse(Files.readString(file, UTF_8));
              var event =
                  TestEvents.event(
                      source,
                      deleted ? Kind.DELETED : Kind.CHANGED,
                      data.path("id").asText(),
                      1,
                      data,
                      List.of());
              assertThat(Batch.read(List.of(event.record()), List.of()).parked()).isEmpty();
            }));
  }
}
