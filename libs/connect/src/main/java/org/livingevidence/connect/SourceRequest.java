package org.livingevidence.connect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is asked of a source.
///
/// @param uri where
/// @param form a form to post, null to get
/// @param headers what is sent beside it
/// @param secrets what must never be seen in a message or a log: sources quote keys in their errors
/// @param alsoPassing statuses that pass by themselves at this source, beside those that do
///     anywhere
public record SourceRequest(
    URI uri,
    @Nullable String form,
    Map<String, String> headers,
    List<String> secrets,
    Set<Integer> alsoPassing) {
  public SourceRequest {
    headers = Map.copyOf(headers);
    secrets = List.copyOf(secrets);
    alsoPassing = Set.copyOf(alsoPassing);
  }

  /// A `GET`.
  public static SourceRequest get(URI uri) {
    return new SourceRequest(uri, null, Map.of(), List.of(), Set.of());
  }

  /// A `POST` of a form: what is in it appears in nobody's access log.
  public static SourceRequest post(URI uri, Map<String, String> form, List<String> secrets) {
    return new SourceRequest(uri, encoded(form), Map.of(), secrets, Set.of());
  }

  /// The same of a source that answers this status when it is its own fault.
  public SourceRequest passing(int status) {
    return new SourceRequest(uri, form, headers, secrets, Set.of(status));
  }

  /// A `GET` of fields in the address, encoded.
  public static SourceRequest get(URI uri, Map<String, String> fields) {
    String query = encoded(fields);
    return get(query.isEmpty() ? uri : URI.create(uri + "?" + query));
  }

  /// The same by whoever a key says, as basic authentication without a password: in no address.
  public SourceRequest as(String key) {
    byte[] named = (key + ":").getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(named);
    return new SourceRequest(
        uri, form, Map.of("Authorization", "Basic " + encoded), List.of(key, encoded), alsoPassing);
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

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
