package org.livingevidence.teststack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who may do what, tried out: every operation of a service's OpenAPI document by every kind of
/// caller. The truth is a table, one operation a line, with the roles that may call it:
///
/// ```
/// # operation, roles
/// GET /api/v1/imports/{id}, importer operator
/// GET /q/health/live, anyone
/// ```
///
/// An operation that the table does not have, and a line that no operation answers to, are
/// violations. Lines below `/q/` stand for themselves, the document does not have them. `admin`
/// may do everything, and every role what `reader` may.
public final class AccessMatrix {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String ANYONE = "anyone";
  private static final List<String> ROLES =
      List.of("reader", "curator", "importer", "operator", "admin");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Map<String, Set<String>> table;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private AccessMatrix(URI base, Map<String, Set<String>> table) {
    this.base = base;
    this.table = table;
  }

  /// Throws an `AssertionError` that names every violation.
  ///
  /// @param base where the service answers, as in `http://127.0.0.1:8081`
  /// @param resource the table, a resource on the class path
  public static void check(String base, String resource) {
    List<String> violations = new AccessMatrix(URI.create(base), read(resource)).violations();
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n", violations));
    }
  }

  /// A caller, what it sends, and the role its token grants: null when it proves nothing, empty
  /// when it proves only who it is.
  private record Caller(String name, @Nullable String token, @Nullable String role) {
    boolean may(Set<String> allowed) {
      return allowed.contains(ANYONE)
          || (role != null
              && !role.isEmpty()
              && (role.equals("admin") || allowed.contains("reader") || allowed.contains(role)));
    }
  }

  private static List<Caller> callers() {
    List<Caller> callers = new ArrayList<>();
    callers.add(new Caller("anonymous", null, null));
    for (String role : ROLES) {
      callers.add(new Caller(role, TestTokens.token("matrix-" + role, role), role));
    }
    callers.add(new Caller("no role", TestTokens.token("matrix"), ""));
    callers.add(new Caller("expired", TestTokens.expired("matrix", "admin"), null));
    callers.add(new Caller("wrong audience", TestTokens.wrongAudience("matrix", "admin"), null));
    callers.add(new Caller("alg=none", TestTokens.algNone("matrix", "admin"), null));
    callers.add(new Caller("wrong key", TestTokens.wrongKey("matrix", "admin"), null));
    return callers;
  }

  private List<String> violations() {
    List<String> violations = new ArrayList<>();
    Map<String, String> operations = new TreeMap<>(operations());
    for (String line : table.keySet()) {
      if (line.contains(" /q/")) {
        operations.put(line, "*/*");
      } else if (!operations.containsKey(line)) {
        violations.add(line + ": is in the table and not in the service");
      }
    }
    List<Caller> callers = callers();
    operations.forEach(
        (operation, type) -> {
          Set<String> allowed = table.get(operation);
          if (allowed == null) {
            violations.add(operation + ": is in the service and not in the table");
            return;
          }
          for (Caller caller : callers) {
            String violation = violation(operation, type, allowed, caller);
            if (violation != null) {
              violations.add(operation + " by " + caller.name() + ": " + violation);
            }
          }
        });
    return violations;
  }

  private @Nullable String violation(
      String operation, String type, Set<String> allowed, Caller caller) {
    HttpResponse<InputStream> answer = call(operation, type, caller);
    int status = answer.statusCode();
    boolean provesNothing = caller.role() == null;
    boolean badToken = provesNothing && caller.token() != null;
    if (caller.may(allowed) && !badToken) {
      return status == 401 || status == 403 || (status >= 500 && status != 503)
          ? "is allowed, answered " + status
          : null;
    }
    int expected = provesNothing ? 401 : 403;
    if (status != expected) {
      return "is not allowed, answered " + status + " instead of " + expected;
    }
    String media = answer.headers().firstValue("Content-Type").orElse("nothing");
    return operation.contains(" /api/") && !media.startsWith("application/problem+json")
        ? "was refused with " + media + " instead of a problem document"
        : null;
  }

  /// Only status and headers: the body of a stream never ends.
  private HttpResponse<InputStream> call(String operation, String type, Caller caller) {
    String[] parts = operation.split(" ", 2);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(parts[1].replaceAll("\\{[^}]*}", "0")))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "application/json, */*;q=0.5");
    if (caller.token() != null) {
      request.header("Authorization", "Bearer " + caller.token());
    }
    if (parts[0].equals("GET") || parts[0].equals("DELETE")) {
      request.method(parts[0], BodyPublishers.noBody());
    } else {
      request.header("Content-Type", type).method(parts[0], BodyPublishers.ofString("{}"));
    }
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      answer.body().close();
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(operation + " by " + caller.name() + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trying " + operation, e);
    }
  }

  /// The operations of the document and the media type of their bodies.
  private Map<String, String> operations() {
    try {
      JsonNode document = JSON.readTree(openApi());
      Map<String, String> operations = new LinkedHashMap<>();
      document
          .path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          method -> {
                            if (METHODS.contains(method.getKey())) {
                              operations.put(
                                  method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                  mediaType(method.getValue()));
                            }
                          }));
      if (operations.isEmpty()) {
        throw new AssertionError("the OpenAPI document at " + base + " has no operation");
      }
      return operations;
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document of " + base + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the OpenAPI document", e);
    }
  }

  /// Services have their document at one of two places.
  private String openApi() throws IOException, InterruptedException {
    for (String path : List.of("/q/openapi", "/openapi")) {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(path + "?format=json"))
              .header("Accept", "application/json")
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
    }
    throw new AssertionError("there is no OpenAPI document at " + base);
  }

  private static String mediaType(JsonNode operation) {
    var types = operation.path("requestBody").path("content").fieldNames();
    String type = types.hasNext() ? types.next() : "application/json";
    return type.contains("*") ? "application/octet-stream" : type;
  }

  private static Map<String, Set<String>> read(String resource) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("there is no resource " + resource);
      }
      Map<String, Set<String>> table = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] columns = line.split(",", 2);
                Set<String> roles = Set.of(columns[1].strip().split("\\s+"));
                for (String role : roles) {
                  if (!role.equals(ANYONE) && !ROLES.contains(role)) {
                    throw new AssertionError("no role is called " + role + ": " + line);
                  }
                }
                table.put(columns[0].strip(), roles);
              });
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
