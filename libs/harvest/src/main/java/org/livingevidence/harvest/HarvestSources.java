package org.livingevidence.harvest;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The sources of this service.
@Singleton
class HarvestSources {
  private final List<HarvestSource<?>> sources;

  HarvestSources(@All List<HarvestSource<?>> sources) {
    this.sources = sources;
  }

  /// The words of all.
  List<String> words() {
    return sources.stream().map(HarvestSource::word).sorted().toList();
  }

  Optional<HarvestSource<?>> find(String word) {
    return sources.stream().filter(source -> source.word().equals(word)).findFirst();
  }

  /// The source of a harvest.
  ///
  /// @throws IllegalStateException when this version of the service no longer has it
  HarvestSource<?> of(Harvest harvest) {
    return find(harvest.source())
        .orElseThrow(
            () -> new IllegalStateException("There is no source " + harvest.source() + " here"));
  }
}
