package org.livingevidence.access;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// A body is at most `living-evidence.access.max-body` long unless its method is [StreamedBody],
/// and it is there unless its parameter is `@Nullable`. Quarkus has one limit for all bodies of a
/// service, which imports need wide open; this is the one for the rest.
@Provider
public class BodyRules implements ContainerRequestFilter, ReaderInterceptor {
  /// Looked up late: Quarkus makes this while it builds, before there is a configuration to read.
  private final Instance<AccessConfig> config;

  BodyRules(Instance<AccessConfig> config) {
    this.config = config;
  }

  private long longest() {
    return config.get().maxBody().asLongValue();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = CurrentOperation.method();
    String announced = request.getHeaderString("Content-Length");
    if (announced != null
        && announced.matches("\\d{1,18}")
        && Long.parseLong(announced) > longest()
        && (method == null || !method.isAnnotationPresent(StreamedBody.class))) {
      throw tooLarge();
    }
  }

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Method method = CurrentOperation.method();
    if (method != null && method.isAnnotationPresent(StreamedBody.class)) {
      return context.proceed();
    }
    context.setInputStream(new Limited(context.getInputStream()));
    Object entity = context.proceed();
    if (entity == null && !mayBeAbsent(method, context.getType())) {
      throw Problems.of(
          Status.BAD_REQUEST,
          "This operation needs a body and the request has none.",
          new FieldError("", "is missing"));
    }
    return entity;
  }

  private static boolean mayBeAbsent(@Nullable Method method, Class<?> type) {
    if (method == null) {
      return true;
    }
    for (var parameter : method.getParameters()) {
      if (parameter.getType() == type
          && parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return true;
      }
    }
    return false;
  }

  private RuntimeException tooLarge() {
    return Problems.of(
        Status.REQUEST_ENTITY_TOO_LARGE,
        "The body is larger than the " + longest() + " bytes that this service accepts here.");
  }

  private final class Limited extends FilterInputStream {
    private final long longest = longest();
    private long read;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      return count(next < 0 ? next : 1) < 0 ? -1 : next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return count(super.read(bytes, offset, length));
    }

    private int count(int more) {
      if (more > 0) {
        read += more;
      }
      if (read > longest) {
        throw tooLarge();
      }
      return more;
    }
  }
}
