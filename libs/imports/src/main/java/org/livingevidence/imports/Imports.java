package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.imports.Reception.Parcel;

/// Imports that a service begins by itself: what it fetches goes the way of what is sent.
@ApplicationScoped
public class Imports {
  private final Reception reception;
  private final JobStore jobs;

  Imports(Reception reception, JobStore jobs) {
    this.reception = reception;
    this.jobs = jobs;
  }

  /// What is imported.
  ///
  /// @param kind of an [Intake]
  /// @param name the file's, without folders; null when it has none
  /// @param owner who sees it beside operators
  /// @param key the same for every attempt: one import comes of them
  public record Order(String kind, @Nullable String name, String owner, String key) {}

  /// An import as its service sees it.
  ///
  /// @param state as it is served: "running"
  /// @param ended whether it comes to anything more
  /// @param finished whether every record has an outcome
  /// @param waiting what it waits for, null when it does not
  /// @param problem why it failed, null when it did not
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Progress(
      String id,
      String state,
      boolean ended,
      boolean finished,
      Counts counts,
      @Nullable String waiting,
      @Nullable String problem,
      @Nullable Instant endedAt) {}

  /// Queues an import; answers its id once the body is durable. Not to be called in a transaction.
  ///
  /// @throws HttpProblem when it is refused
  public String begin(Order order, InputStream body) throws IOException {
    var parcel = new Parcel(order.owner(), order.kind(), order.name(), order.key());
    return reception.receive(parcel, body).job().id();
  }

  /// Where an import stands; empty when it is unknown, or no longer kept.
  public Optional<Progress> find(String id) {
    try {
      return jobs.byId(id).map(Imports::progress);
    } catch (SQLException e) {
      throw new DatabaseFailure("reading an import", e);
    }
  }

  private static Progress progress(ImportJob job) {
    return new Progress(
        job.id(),
        job.state().label(),
        job.state().ended(),
        job.state() == JobState.FINISHED,
        job.counts(),
        job.waiting(),
        job.problem() == null ? null : job.problem().path("detail").asText(),
        job.endedAt());
  }
}
