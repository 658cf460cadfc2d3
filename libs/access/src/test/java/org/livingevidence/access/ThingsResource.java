package org.livingevidence.access;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A resource as the services write them, to see every error leave it.
@Path("/api/v1/things")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ThingsResource {
  static final AtomicInteger CREATED = new AtomicInteger();

  private final IdempotencyKeys keys;
  private final AuditLog audit;
  private final DataSource database;
  private final ObjectMapper json;

  ThingsResource(IdempotencyKeys keys, AuditLog audit, DataSource database, ObjectMapper json) {
    this.keys = keys;
    this.audit = audit;
    this.database = database;
    this.json = json;
  }

  enum Colour {
    RED,
    DEEP_BLUE;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  record Part(int size, @Nullable LocalDate since) {
    Part {
      if (size < 0) {
        throw new IllegalArgumentException("a size is not negative");
      }
    }
  }

  record Thing(
      @NotBlank String name,
      @Max(10) int weight,
      @Nullable Colour colour,
      @Nullable List<Part> parts) {}

  @POST
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  public Response create(
      @Valid Thing thing, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key) {
    return keys.once(
            key,
            "createThing",
            thing,
            () -> {
              int number = CREATED.incrementAndGet();
              audit.record("create", "thing", thing.name(), null, json.valueToTree(thing), null);
              return new IdempotencyKeys.Answer(
                  201,
                  Map.of("Location", "/api/v1/things/" + number),
                  JsonNodeFactory.instance.objectNode().put("number", number));
            })
        .toResponse();
  }

  @GET
  @Path("/{number}")
  @RolesAllowed(Roles.READER)
  public String read(
      @PathParam("number") int number,
      @QueryParam("colour") @Nullable String colour,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    Preconditions.ifMatch(ifMatch, 7);
    return "{\"number\":" + number + "}";
  }

  @GET
  @Path("/broken")
  @RolesAllowed(Roles.READER)
  public String broken() {
    throw new IllegalStateException("org.livingevidence.Secret is broken");
  }

  @GET
  @Path("/overflow")
  @RolesAllowed(Roles.READER)
  public String overflow() {
    throw new StackOverflowError("org.livingevidence.Secret");
  }

  @GET
  @Path("/stored")
  @RolesAllowed(Roles.READER)
  public String stored() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("select 1");
      return "{}";
    } catch (java.sql.SQLException e) {
      throw new DatabaseFailure("reading a thing", e);
    }
  }
}
