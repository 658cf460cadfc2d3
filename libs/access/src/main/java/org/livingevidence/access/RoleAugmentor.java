package org.livingevidence.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/// Draws the implied roles (see [Roles]) into an identity, and lets a request without a token
/// read where reads are open.
@ApplicationScoped
class RoleAugmentor implements SecurityIdentityAugmentor {
  private final AccessConfig config;

  RoleAugmentor(AccessConfig config) {
    this.config = config;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    Set<String> roles;
    if (identity.isAnonymous()) {
      roles = config.readsOpen() ? Set.of(Roles.READER) : Set.of();
    } else {
      roles = Roles.effective(identity.getRoles());
    }
    if (roles.equals(identity.getRoles())) {
      return Uni.createFrom().item(identity);
    }
    var builder = QuarkusSecurityIdentity.builder().setAnonymous(identity.isAnonymous());
    if (identity.getPrincipal() != null) {
      builder.setPrincipal(identity.getPrincipal());
    }
    builder
        .addCredentials(new HashSet<>(identity.getCredentials()))
        .addAttributes(identity.getAttributes())
        .addRoles(new HashSet<>(roles));
    return Uni.createFrom().item(builder.build());
  }
}
