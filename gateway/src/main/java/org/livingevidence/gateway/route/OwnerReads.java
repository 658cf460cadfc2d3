package org.livingevidence.gateway.route;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What other presentations (pages) read of the owners, with the reader's own token. Blocks.
@ApplicationScoped
public class OwnerReads {
  private final Owners owners;

  OwnerReads(Owners owners) {
    this.owners = owners;
  }

  /// What an owner answered.
  public sealed interface Answer {
    /// The resource, as JSON text.
    record Found(byte[] json) implements Answer {}

    /// The resource is at another path.
    record Elsewhere(String location) implements Answer {}

    /// There is none to be had now; `json` is the owner's own word, empty when it is away.
    record Refused(int status, String detail, byte[] json) implements Answer {}
  }

  /// Reads from the citation-service.
  ///
  /// @param uri path and query
  /// @param authorization the reader's header; null for a reader without a token
  public Answer citations(String uri, @Nullable String authorization) {
    return read(Owner.CITATION_SERVICE, uri, authorization);
  }

  /// Reads from the drug-service.
  ///
  /// @param uri path and query
  /// @param authorization the reader's header; null for a reader without a token
  public Answer drugs(String uri, @Nullable String authorization) {
    return read(Owner.DRUG_SERVICE, uri, authorization);
  }

  private Answer read(Owner owner, String uri, @Nullable String authorization) {
    try {
      Buffer body =
          owners.read(owner, uri, authorization).toCompletionStage().toCompletableFuture().join();
      return new Answer.Found(body.getBytes());
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Owners.OwnerRefused refused) {
        return refused.location() != null && refused.status() / 100 == 3
            ? new Answer.Elsewhere(refused.location())
            : new Answer.Refused(refused.status(), "", refused.body());
      }
      if (cause instanceof HttpProblem problem) {
        return new Answer.Refused(
            problem.getStatusCode(), String.valueOf(problem.getDetail()), new byte[0]);
      }
      return new Answer.Refused(
          Status.INTERNAL_SERVER_ERROR.getStatusCode(),
          "The answer was not understood.",
          new byte[0]);
    }
  }
}
