package org.livingevidence.gateway.route;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.read.ProblemAnswers;
import org.livingevidence.gateway.read.ReadAccess;

/// Imports, whoever owns the kind of file. A new one goes to the owner of its `kind=`, or of what
/// its first 64 KB (decompressed) look like; the body streams on, it is never held whole. An import
/// is found by its id's beginning (`c-`, `d-`); the list merges both owners'.
@ApplicationScoped
class ImportRoutes {
  private static final String API = "/api/v1/imports";
  private static final String END = "0";
  private static final int LONGEST_PART = 8192;

  private final Owners owners;
  private final RouteConfig config;

  ImportRoutes(Owners owners, RouteConfig config) {
    this.owners = owners;
    this.config = config;
  }

  void route(@Observes Router router) {
    router.post(API).handler(this::receive);
    router.get(API).handler(this::list);
    router.route(API + "/:id").handler(this::byId);
    router.route(API + "/:id/*").handler(this::byId);
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    long most = config.maxImport().asLongValue();
    if (Owners.announced(request) > most) {
      Owners.refuse(context, new PassedBody.TooLarge(most));
      return;
    }
    request.pause();
    String kind = request.getParam("kind");
    if (kind != null && !kind.isBlank()) {
      Optional<ImportKind> known = ImportKind.ofLabel(kind);
      if (known.isEmpty()) {
        refuse(
            context,
            Problems.unprocessable(
                "There is no kind of import \""
                    + kind
                    + "\"; there are "
                    + ImportKind.labels()
                    + ".",
                List.of(new FieldError("kind", "is none of " + ImportKind.labels()))));
        return;
      }
      send(context, known.get().owner(), null, request.isEnded(), most);
      return;
    }
    BodyHead.read(
        request, config.head().asLongValue(), (head, ended) -> decide(context, head, ended, most));
  }

  private void decide(RoutingContext context, Buffer head, boolean ended, long most) {
    Optional<ImportKind> kind =
        ImportKind.recognise(text(head.getBytes()), context.request().getParam("name"));
    if (kind.isEmpty()) {
      refuse(
          context,
          Problems.of(
              Response.Status.UNSUPPORTED_MEDIA_TYPE,
              "The beginning of the file looks like none of the kinds that can be imported: "
                  + ImportKind.labels()
                  + ". If it is one of them, say which with kind=.",
              new FieldError("body", "is not recognised")));
      return;
    }
    send(context, kind.get().owner(), head, ended, most);
  }

  private void send(
      RoutingContext context, Owner owner, @Nullable Buffer head, boolean ended, long most) {
    owners.pass(
        context,
        owner,
        context.request().uri(),
        new PassedBody(context.request(), head, ended, most));
  }

  private static void refuse(RoutingContext context, HttpProblem problem) {
    Owners.last(context);
    ProblemAnswers.send(context, problem);
  }

  /// The head as text, decompressed as far as it goes.
  private String text(byte[] head) {
    byte[] plain = head;
    if (head.length > 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
      plain = gunzipped(head, Math.toIntExact(config.head().asLongValue()));
    }
    return new String(plain, StandardCharsets.UTF_8);
  }

  private static byte[] gunzipped(byte[] head, int most) {
    Buffer plain = Buffer.buffer();
    byte[] part = new byte[LONGEST_PART];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
      int read = in.read(part);
      while (read > 0 && plain.length() < most) {
        plain.appendBytes(part, 0, read);
        read = in.read(part);
      }
    } catch (IOException e) {
      // the head ends in the middle: what could be read of it decides
    }
    return plain.getBytes();
  }

  private void byId(RoutingContext context) {
    String id = ReadAccess.segment(context, "id");
    Owner.ofImport(id)
        .ifPresentOrElse(
            owner -> owners.pass(context, owner),
            () ->
                ProblemAnswers.send(
                    context,
                    Problems.of(
                        Response.Status.NOT_FOUND,
                        "There is no import \"" + id + "\": ids begin with c- or d-.")));
  }

  /// `{items, total, next}` of both owners, newest first; a page holds up to `limit` of each.
  private void list(RoutingContext context) {
    HttpServerRequest request = context.request();
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    Map<Owner, String> cursors = cursors(request.getParam("cursor"));
    Map<Owner, Future<Buffer>> pages = new EnumMap<>(Owner.class);
    for (Owner owner : Owner.values()) {
      String cursor = cursors.get(owner);
      pages.put(owner, owners.read(owner, uri(request, cursor), authorization));
    }
    Future.join(List.copyOf(pages.values()))
        .onSuccess(
            nothing ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(merged(pages).toBuffer()))
        .onFailure(failure -> Owners.answer(context, failure));
  }

  private static String uri(HttpServerRequest request, @Nullable String cursor) {
    StringBuilder uri = new StringBuilder(API);
    String limit = request.getParam("limit");
    if (limit != null) {
      uri.append("?limit=").append(URLEncoder.encode(limit, StandardCharsets.UTF_8));
    }
    if (cursor != null) {
      uri.append(limit == null ? '?' : '&')
          .append("cursor=")
          .append(URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    }
    return uri.toString();
  }

  /// Each owner's own cursor out of `c-12.d-7`; one that has no more stands with the cursor before
  /// all, so that it goes on to say its total.
  private static Map<Owner, String> cursors(@Nullable String cursor) {
    Map<Owner, String> cursors = new EnumMap<>(Owner.class);
    if (cursor != null && !cursor.isBlank()) {
      for (String part : cursor.split("\\.")) {
        Owner.ofImport(part)
            .ifPresent(owner -> cursors.put(owner, part.substring(owner.importPrefix().length())));
      }
    }
    return cursors;
  }

  private static JsonObject merged(Map<Owner, Future<Buffer>> pages) {
    Map<Owner, JsonObject> answers = new EnumMap<>(Owner.class);
    pages.forEach((owner, page) -> answers.put(owner, page.result().toJsonObject()));
    List<Object> items =
        answers.values().stream()
            .flatMap(answer -> items(answer).stream())
            .sorted(Comparator.comparing(ImportRoutes::created).reversed())
            .toList();
    long total = answers.values().stream().mapToLong(answer -> answer.getLong("total", 0L)).sum();
    JsonObject merged = new JsonObject().put("items", new JsonArray(items)).put("total", total);
    if (answers.values().stream().allMatch(answer -> answer.getValue("next") == null)) {
      return merged;
    }
    return merged.put(
        "next",
        String.join(
            ".",
            answers.entrySet().stream()
                .map(
                    answer ->
                        answer.getKey().importPrefix() + answer.getValue().getValue("next", END))
                .toList()));
  }

  private static List<Object> items(JsonObject answer) {
    return Stream.of(answer.getJsonArray("items", new JsonArray()))
        .flatMap(JsonArray::stream)
        .toList();
  }

  private static String created(Object item) {
    return item instanceof JsonObject job ? job.getString("createdAt", "") : "";
  }
}
