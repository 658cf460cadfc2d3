package org.livingevidence.gateway.verify;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// Comparing with the owners, for operators.
@Path("/api/v1/projection/verification")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class VerificationResource {
  private final VerificationStore store;
  private final Verifier verifier;
  private final VerificationConfig config;
  private final AuditLog audit;
  private final SecurityIdentity identity;

  VerificationResource(
      VerificationStore store,
      Verifier verifier,
      VerificationConfig config,
      AuditLog audit,
      SecurityIdentity identity) {
    this.store = store;
    this.config = config;
    this.verifier = verifier;
    this.audit = audit;
    this.identity = identity;
  }

  @GET
  @Operation(
      operationId = "readVerification",
      summary = "How the last comparison with the owners ended, or stands")
  public VerificationStore.Verification read() throws SQLException {
    VerificationStore.Verification last = store.last();
    if (last == null) {
      throw Problems.of(Response.Status.NOT_FOUND, "Nobody has compared yet.");
    }
    return last;
  }

  @POST
  @Operation(
      operationId = "verify",
      summary = "Compare what the gateway holds with what the owners hold",
      description =
          "Every topic, citation and drug by version and content, and the links, places and"
              + " counters that follow from them. The owners are asked with the token of this"
              + " request, which has to last until the end. One comparison runs at a time. patience="
              + " is how many seconds a difference may take to go away by itself.")
  public Response begin(
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @QueryParam("patience") @Nullable @Min(0) @Max(3600) Integer patience)
      throws SQLException {
    Duration waited = patience == null ? config.patience() : Duration.ofSeconds(patience);
    Long id = store.begin(identity.getPrincipal().getName());
    if (id == null) {
      throw Problems.of(Response.Status.CONFLICT, "A comparison is under way.");
    }
    QuarkusTransaction.requiringNew()
        .run(() -> audit.record("verify", "projection", "verification", null, null, null));
    Thread.ofVirtual()
        .name("verification-" + id)
        .start(() -> verifier.run(id, authorization, waited));
    return Response.accepted(Objects.requireNonNull(store.last())).build();
  }
}
