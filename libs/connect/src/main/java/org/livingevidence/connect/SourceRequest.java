package org.livingevidence.connect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is asked of a source.
///
/// @param uri where
/// @param form a form to post, null to get
/// @param secrets what must never be seen in a message or a log: sources quote keys in their errors
/// @param alsoPassing statuses that pass by themselves at this source, beside those that do
///     anywhere
public record SourceRequest(
    URI uri, @Nullable String form, List<String> secrets, Set<Integer> alsoPassing) {
  public SourceRequest {
    secrets = List.copyOf(secrets);
    alsoPassing = Set.copyOf(alsoPassing);
  }

  /// A `GET`.
  public static SourceRequest get(URI uri) {
    return new SourceRequest(uri, null, List.of(), Set.of());
  }

  /// A `POST` of a form: what is in it appears in nobody's access log.
  public static SourceRequest post(URI uri, Map<String, String> form, List<String> secrets) {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return new SourceRequest(uri, body, secrets, Set.of());
  }

  /// The same of a source that answers this status when it is its own fault.
  public SourceRequest passing(int status) {
    return new SourceRequest(uri, form, secrets, Set.of(status));
  }

  /// The source as it is named in messages: without a query, which may hold anything.
  String name() {
    int port = uri.getPort();
    return uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getPath();
  }

  /// A source's own words in a form fit for a message.
  String clean(String words) {
    String clean = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    for (String secret : secrets) {
      clean = secret.isEmpty() ? clean : clean.replace(secret, "***");
    }
    return clean.length() > 300 ? clean.substring(0, 300) + "…" : clean;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
