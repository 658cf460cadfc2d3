package org.livingevidence.gateway.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.outbox.OwnedContent;

/// What the owners hold, as they tell it.
@ApplicationScoped
class OwnerContent {
  private final OwnerReads owners;
  private final ObjectMapper json;

  OwnerContent(OwnerReads owners, ObjectMapper json) {
    this.owners = owners;
    this.json = json;
  }

  /// An owner does not answer, or not with what was asked.
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswered(String message) {
      super(message);
    }
  }

  /// The next page in the order of ids.
  OwnedContent page(Source source, String after, int size, @Nullable String authorization) {
    return ask(source, "&limit=" + size + "&after=" + encoded(after), authorization);
  }

  /// These, as far as it has them.
  OwnedContent some(Source source, List<String> ids, @Nullable String authorization) {
    return ask(
        source,
        ids.stream().map(id -> "&id=" + encoded(id)).collect(Collectors.joining()),
        authorization);
  }

  private OwnedContent ask(Source source, String query, @Nullable String authorization) {
    String uri = "/api/v1/outbox/content?type=" + source.type() + query;
    OwnerReads.Answer answer =
        source == Source.DRUGS
            ? owners.drugs(uri, authorization)
            : owners.citations(uri, authorization);
    return switch (answer) {
      case OwnerReads.Answer.Found(byte[] body) -> read(body);
      case OwnerReads.Answer.Elsewhere(String location) ->
          throw new Unanswered("The owner of " + source.type() + " points to " + location);
      case OwnerReads.Answer.Refused(int status, String detail, byte[] unused) ->
          throw new Unanswered(
              "The owner of aggregates of type %s answered %d. %s"
                  .formatted(source.type(), status, detail)
                  .strip());
    };
  }

  private OwnedContent read(byte[] body) {
    try {
      return json.readValue(body, OwnedContent.class);
    } catch (IOException e) {
      throw new Unanswered("An owner's answer was not understood: " + e.getMessage());
    }
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, UTF_8);
  }
}
