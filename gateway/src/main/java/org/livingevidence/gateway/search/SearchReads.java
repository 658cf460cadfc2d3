package org.livingevidence.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// What the citation-service finds, for who shows it. Blocks.
@ApplicationScoped
public class SearchReads {
  /// Where the citation-service searches.
  public static final String CITATIONS = "/api/v1/citations";

  private final OwnerReads owner;
  private final ObjectMapper mapper;

  SearchReads(OwnerReads owner, ObjectMapper mapper) {
    this.owner = owner;
    this.mapper = mapper;
  }

  /// What became of a search.
  ///
  /// @param status 200, or that of the problem
  /// @param answer what was found, or the problem document
  public record Publications(int status, JsonNode answer) {
    /// Whether the search was answered.
    public boolean found() {
      return status == 200;
    }
  }

  /// Searches with the reader's own token.
  ///
  /// @param parameters of the request; null ones are left out
  public Publications publications(
      Map<String, @Nullable String> parameters, @Nullable String authorization) {
    Answer answer = owner.citations(CITATIONS + "?" + query(parameters), authorization);
    return switch (answer) {
      case Answer.Found(byte[] json) -> new Publications(200, read(json));
      case Answer.Elsewhere elsewhere -> problem(502, "The answer was not understood.");
      case Answer.Refused(int status, String detail, byte[] json) ->
          json.length == 0 ? problem(status, detail) : new Publications(status, read(json));
    };
  }

  /// Parameters as they stand in an address.
  public static String query(Map<String, @Nullable String> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            query
                .append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
          }
        });
    return query.toString();
  }

  private Publications problem(int status, String detail) {
    return new Publications(
        status, mapper.createObjectNode().put("status", status).put("detail", detail));
  }

  private JsonNode read(byte[] json) {
    try {
      return mapper.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
