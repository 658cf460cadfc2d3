package org.livingevidence.gateway.read;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.livingevidence.access.AccessConfig;
import org.livingevidence.access.Roles;

/// Tells on the event loop, without blocking, that a request may read. What it does not recognise
/// at once is not refused here: it goes on to the REST resource of the same path, whose
/// `@RolesAllowed` decides and words the refusal.
@ApplicationScoped
public class ReadAccess {
  private final boolean open;

  ReadAccess(AccessConfig config) {
    this.open = config.readsOpen();
  }

  /// Whether the request is known to come with the role reader.
  public boolean mayRead(RoutingContext context) {
    if (context.user() instanceof QuarkusHttpUser user) {
      return user.getSecurityIdentity().hasRole(Roles.READER);
    }
    return open && !context.request().headers().contains(HttpHeaders.AUTHORIZATION);
  }

  /// A path parameter, decoded; empty when the route has none of this name.
  public static String segment(RoutingContext context, String name) {
    String segment = context.pathParam(name);
    return segment == null ? "" : segment;
  }

  /// When the right to read ends: the token's expiry; empty for a request without a token.
  public Optional<Instant> until(RoutingContext context) {
    if (context.user() instanceof QuarkusHttpUser user) {
      SecurityIdentity identity = user.getSecurityIdentity();
      if (identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0) {
        return Optional.of(Instant.ofEpochSecond(token.getExpirationTime()));
      }
    }
    return Optional.empty();
  }
}
