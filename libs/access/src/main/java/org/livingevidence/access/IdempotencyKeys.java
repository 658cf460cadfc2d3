package org.livingevidence.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `Idempotency-Key` on creations: the first request with a key creates and its answer is kept in
/// the same transaction; a repetition of the same request gets that answer again (with
/// `Idempotency-Replayed: true`) and creates nothing; the same key with another request is a 422
/// problem. A key belongs to who sent it and to one operation. Of two concurrent requests with
/// one key the second waits for the first to commit.
///
/// ```java
/// @Transactional
/// Response create(NewDrug drug, @HeaderParam("Idempotency-Key") String key) {
///   return keys.once(key, "createDrug", drug, () -> {
///     …
///     return new Answer(201, Map.of("Location", …, "ETag", …), json);
///   }).toResponse();
/// }
/// ```
@ApplicationScoped
public class IdempotencyKeys {
  /// The request header.
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final IdempotencyStore store;
  private final ObjectMapper json;
  private final SecurityIdentity identity;

  IdempotencyKeys(IdempotencyStore store, ObjectMapper json, SecurityIdentity identity) {
    this.store = store;
    this.json = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    this.identity = identity;
  }

  /// What a creation answers, in a form that can be kept.
  ///
  /// @param status the HTTP status
  /// @param headers such as Location, ETag, Evidence-Version
  /// @param body the JSON body, null for none
  public record Answer(int status, Map<String, String> headers, @Nullable JsonNode body) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    /// The answer as a JAX-RS response.
    public Response toResponse() {
      var response = Response.status(status);
      headers.forEach(response::header);
      if (body != null) {
        response.type(MediaType.APPLICATION_JSON_TYPE).entity(body);
      }
      return response.build();
    }
  }

  /// Runs `create` in the caller's transaction, or answers what it answered before.
  ///
  /// @param key the header's value; null runs `create` without further ado
  /// @param operation a name of the operation, the same for all its requests
  /// @param request the request's body, which Jackson can write
  @Transactional(TxType.MANDATORY)
  public Answer once(
      @Nullable String key, String operation, Object request, Supplier<Answer> create) {
    if (key == null) {
      return create.get();
    }
    checkKey(key);
    String who = identity.isAnonymous() ? AuditLog.SYSTEM : identity.getPrincipal().getName();
    String hash = hash(request);
    var earlier = store.claim(who, operation, key, hash);
    if (earlier == null) {
      var answer = create.get();
      store.keep(who, operation, key, answer);
      return answer;
    }
    if (!earlier.requestHash().equals(hash)) {
      throw reused(key);
    }
    return earlier.answer();
  }

  /// Throws a 400 problem for a key that is empty, longer than 255 characters or not printable
  /// ASCII.
  public static void checkKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw Problems.invalid(HEADER, "must be 1 to 255 printable ASCII characters without spaces");
    }
  }

  /// The 422 problem of a key that came before with another request.
  public static RuntimeException reused(String key) {
    return Problems.builder(
            422,
            "Unprocessable Content",
            "The Idempotency-Key \""
                + key
                + "\" was used before with another request. A new request needs a new key.")
        .withType(Problems.type("idempotency-key-reused"))
        .with(
            "errors",
            java.util.List.of(new FieldError(HEADER, "was used before with another request")))
        .build();
  }

  private String hash(Object request) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(request)));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("A request body that cannot be written as JSON", e);
    }
  }
}
