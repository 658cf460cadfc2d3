package org.livingevidence.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.Nullable;

/// The audit log: every act of a curator or operator, with who, before, after and why. An entry
/// commits with the act or not at all; entries are never changed (the table refuses it).
@ApplicationScoped
public class AuditLog {
  /// The header by which a client says why.
  public static final String REASON_HEADER = "Evidence-Reason";

  /// Who acts where no person does.
  static final String SYSTEM = "system";

  private static final int LONGEST_REASON = 2_000;

  private final AuditStore store;
  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;

  AuditLog(AuditStore store, SecurityIdentity identity, CurrentVertxRequest request) {
    this.store = store;
    this.identity = identity;
    this.request = request;
  }

  /// Records one act in the caller's transaction.
  ///
  /// @param act a verb: "create", "update", "delete", "import", "re-emit"
  /// @param aggregateType what it was done to, "citation"
  /// @param aggregateId its id
  /// @param before the state before, null where there was none
  /// @param after the state after, null where there is none
  /// @param why the reason; null takes the request's `Evidence-Reason` header
  @Transactional(TxType.MANDATORY)
  public void record(
      String act,
      String aggregateType,
      String aggregateId,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      @Nullable String why) {
    var asked = act();
    String reason = why == null ? asked.why : clean(why);
    store.append(asked.who, act, aggregateType, aggregateId, before, after, reason);
  }

  /// Who acts, and why.
  ///
  /// @param why as the request's `Evidence-Reason` header says
  public record Act(String who, @Nullable String why) {}

  /// Who acts in this request, and why, as an entry of the log would have it.
  public Act act() {
    boolean asked = Arc.container().requestContext().isActive();
    String who = asked && !identity.isAnonymous() ? identity.getPrincipal().getName() : SYSTEM;
    return new Act(who, clean(asked ? reasonHeader() : null));
  }

  private @Nullable String reasonHeader() {
    var context = request.getCurrent();
    return context == null ? null : context.request().getHeader(REASON_HEADER);
  }

  /// Control characters would forge lines wherever the log is printed.
  private static @Nullable String clean(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      return null;
    }
    String plain = reason.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.length() > LONGEST_REASON ? plain.substring(0, LONGEST_REASON) : plain;
  }
}
