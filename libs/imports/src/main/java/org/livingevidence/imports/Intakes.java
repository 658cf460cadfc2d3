package org.livingevidence.imports;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// The intakes of this service.
@ApplicationScoped
class Intakes {
  private final List<Intake<?>> intakes;

  Intakes(@All List<Intake<?>> intakes) {
    this.intakes = intakes;
  }

  /// The kinds of files that may be sent.
  List<String> kinds() {
    return intakes.stream().filter(Intake::sendable).map(Intake::kind).sorted().toList();
  }

  Optional<Intake<?>> ofKind(String kind) {
    return intakes.stream()
        .filter(intake -> intake.kind().equals(kind))
        .<Intake<?>>map(intake -> intake)
        .findFirst();
  }

  Optional<Intake<?>> recognising(ImportHead head) {
    return intakes.stream()
        .filter(intake -> intake.recognises(head))
        .<Intake<?>>map(intake -> intake)
        .findFirst();
  }
}
