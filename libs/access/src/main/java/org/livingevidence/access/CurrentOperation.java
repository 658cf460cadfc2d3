package org.livingevidence.access;

import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/// The resource method that the request being answered was matched to.
final class CurrentOperation {
  private CurrentOperation() {}

  /// The method, null where no request is being answered or none was matched.
  static @Nullable Method method() {
    var request = CurrentRequestManager.get();
    return request == null || request.getTarget() == null
        ? null
        : request.getTarget().getLazyMethod().getMethod();
  }

  /// The roles that its `@RolesAllowed` names, empty when there is none.
  static List<String> requiredRoles() {
    Method method = method();
    if (method == null) {
      return List.of();
    }
    var roles = method.getAnnotation(RolesAllowed.class);
    if (roles == null) {
      roles = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
    }
    return roles == null ? List.of() : List.of(roles.value());
  }
}
