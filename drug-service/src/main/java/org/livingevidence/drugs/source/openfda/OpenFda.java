package org.livingevidence.drugs.source.openfda;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.BodyReader;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.connect.Connections;
import org.livingevidence.connect.Pace;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceClient;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.connect.SourceRequest;
import org.livingevidence.drugs.intake.openfda.OpenFdaIntake;
import org.livingevidence.drugs.source.Beginning;
import org.livingevidence.drugs.source.ReadLabels;
import org.livingevidence.imports.ImportRejected;

/// openFDA's endpoint of drug labels.
///
/// It answers 404 both to a search that finds nothing and to a page beyond the last.
@Singleton
class OpenFda {
  /// As far as `skip` goes.
  static final int FARTHEST_SKIP = 25_000;

  private static final int LARGEST_PAGE = 1_000;

  /// A batch of labels is a few megabytes.
  private static final int LONGEST_ANSWER = 256 << 20;

  private static final int NOT_FOUND = 404;
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern AFTER = Pattern.compile("[?&]search_after=([^&]*)");

  private final OpenFdaConfig config;
  private final OpenFdaIntake intake;
  private final SourceClient client;

  OpenFda(Connections connections, OpenFdaConfig config, OpenFdaIntake intake) {
    this.config = config;
    this.intake = intake;
    client = connections.client(Pace.of(config.requestsPerSecond()));
  }

  /// Where a page of a search begins.
  ///
  /// @param after what the page before named as its end; null where it named nothing
  /// @param skip how many labels lie before it, where there is no `after`
  record Place(@Nullable String after, long skip) {
    static final Place FIRST = new Place(null, 0);
  }

  /// A page, and what it names as its end for whoever wants the next; null when it names nothing.
  record Turned(OpenFdaPage page, @Nullable String end) {}

  /// Asks for a page of a search.
  ///
  /// @return null when there is nothing
  /// @throws SourceFailure when it cannot be asked
  @Nullable Turned page(String search, Place place, Pulse pulse) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("search", search);
    fields.put("sort", "effective_time:asc");
    fields.put("limit", Integer.toString(Math.clamp(config.page(), 1, LARGEST_PAGE)));
    if (place.after() != null) {
      fields.put("search_after", place.after());
    } else if (place.skip() > 0) {
      // Not with skip=0 either: only an answer to a search without it names its end.
      fields.put("skip", Long.toString(place.skip()));
    }
    try {
      return client.fetchAnswer(
          request(fields), (head, body) -> new Turned(OpenFdaPage.read(body), end(head)), pulse);
    } catch (SourceFailure e) {
      return none(e);
    }
  }

  /// Asks for labels by their set ids, of which there may be 1,000.
  ///
  /// @throws SourceFailure when it cannot be asked
  @Nullable ReadLabels labels(List<String> setIds, Pulse pulse) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "search",
        setIds.stream().map(id -> "set_id:\"" + id + "\"").collect(Collectors.joining(" OR ")));
    fields.put("limit", Integer.toString(Math.min(setIds.size(), LARGEST_PAGE)));
    try {
      return client.fetch(
          request(fields),
          body -> {
            byte[] labels = BodyReader.bytes(Beginning.json(body), LONGEST_ANSWER);
            try {
              return ReadLabels.of(intake, new ByteArrayInputStream(labels));
            } catch (ImportRejected e) {
              throw new BrokenBody("answered labels that cannot be read: " + e.getMessage());
            }
          },
          pulse);
    } catch (SourceFailure e) {
      return none(e);
    }
  }

  /// Null where openFDA itself says that there is nothing; a 404 of anybody else is a failure.
  private static <T> @Nullable T none(SourceFailure failure) throws SourceFailure {
    if (failure.status() == NOT_FOUND
        && String.valueOf(failure.getMessage()).contains("NOT_FOUND")) {
      return null;
    }
    throw failure;
  }

  /// Only where the next page begins is taken from the address that is named, never the address.
  private static @Nullable String end(HttpHeaders head) {
    for (String link : head.allValues("Link")) {
      Matcher next = NEXT.matcher(link);
      if (next.find()) {
        Matcher after = AFTER.matcher(next.group(1));
        return after.find() ? URLDecoder.decode(after.group(1), StandardCharsets.UTF_8) : null;
      }
    }
    return null;
  }

  private SourceRequest request(Map<String, String> fields) {
    String base = config.base().toString();
    URI uri = URI.create((base.endsWith("/") ? base : base + "/") + "drug/label.json");
    SourceRequest request = SourceRequest.get(uri, fields);
    return config.apiKey().map(request::as).orElse(request);
  }
}
