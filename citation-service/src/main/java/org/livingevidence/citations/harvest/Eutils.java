package org.livingevidence.citations.harvest;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.intake.pubmed.PubmedReader;
import org.livingevidence.connect.BodyReader;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.connect.Connections;
import org.livingevidence.connect.Pace;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceClient;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.connect.SourceRequest;
import org.livingevidence.imports.ImportRejected;

/// NCBI's E-utilities for PubMed: ESearch and EFetch.
///
/// An error within a success (`<ERROR>`, a page of HTML, a document that breaks off) is tried again
/// like any other: NCBI's own client does so, and most of them pass.
@Singleton
class Eutils {
  /// As many PMIDs as PubMed gives for one search.
  static final int WALL = 9_999;

  /// A batch of records is a few megabytes at most.
  private static final int LONGEST_ANSWER = 256 << 20;

  /// What the E-utilities also answer when the fault is behind them.
  private static final int BAD_REQUEST = 400;

  /// How they say that of all PMIDs asked for none can be one.
  private static final String NO_IDS = "ID list is empty";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final EutilsConfig config;
  private final XmlLimits limits;
  private final PubmedReader reader;
  private final SourceClient client;

  Eutils(Connections connections, EutilsConfig config, XmlLimits limits, PubmedReader reader) {
    this.config = config;
    this.limits = limits;
    this.reader = reader;
    double allowed = config.apiKey().isPresent() ? 10 : 3;
    client = connections.client(Pace.of(config.requestsPerSecond().orElse(allowed)));
  }

  /// Which of PubMed's dates must lie in a time.
  ///
  /// @param type `edat`, when a record came to PubMed, or `mdat`, when it was last changed
  /// @param from its first day
  record Since(String type, LocalDate from) {}

  /// Asks for the first [#WALL] PMIDs that a query finds.
  ///
  /// @throws SourceFailure when it cannot be asked
  SearchFound search(String query, @Nullable Since since, Pulse pulse) throws IOException {
    Map<String, String> form = form();
    form.put("term", query);
    form.put("retmax", Integer.toString(WALL));
    form.put("retmode", "xml");
    if (since != null) {
      form.put("datetype", since.type());
      form.put("mindate", DAY.format(since.from()));
      form.put("maxdate", "3000/12/31");
    }
    return client.fetch(
        request("esearch.fcgi", form),
        body -> SearchFound.read(document(BodyReader.bytes(body, LONGEST_ANSWER)), limits),
        pulse);
  }

  /// Asks for records.
  ///
  /// @return what came, by `pmid:…`; what PubMed does not have is not there
  /// @throws SourceFailure when it cannot be asked
  Map<String, PubmedReader.Read> fetch(List<Long> pmids, Pulse pulse) throws IOException {
    Map<String, String> form = form();
    form.put("id", pmids.stream().map(String::valueOf).collect(Collectors.joining(",")));
    form.put("retmode", "xml");
    try {
      return client.fetch(
          request("efetch.fcgi", form),
          body -> records(document(BodyReader.bytes(body, LONGEST_ANSWER))),
          pulse);
    } catch (SourceFailure e) {
      if (String.valueOf(e.getMessage()).contains(NO_IDS)) {
        return Map.of();
      }
      throw e;
    }
  }

  private Map<String, PubmedReader.Read> records(byte[] document) throws IOException {
    String head = new String(document, 0, Math.min(document.length, 4096), StandardCharsets.UTF_8);
    if (!head.contains("<PubmedArticleSet")) {
      throw new BrokenBody("answered no set of records but: " + head);
    }
    try {
      Map<String, PubmedReader.Read> records = new HashMap<>();
      for (PubmedReader.Read read : reader.read(document)) {
        if (read.id() != null) {
          records.put(read.id(), read);
        }
      }
      return records;
    } catch (ImportRejected e) {
      throw new BrokenBody("answered records that cannot be read: " + e.getMessage());
    }
  }

  /// What is at least no page of HTML and no JSON.
  private static byte[] document(byte[] body) throws BrokenBody {
    String head = new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8).strip();
    boolean html = head.regionMatches(true, 0, "<html", 0, 5) || head.contains("<!DOCTYPE html");
    if (!head.startsWith("<") || html) {
      throw new BrokenBody(head.isEmpty() ? "answered nothing" : "answered no XML but: " + head);
    }
    return body;
  }

  private Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("db", "pubmed");
    form.put("tool", config.tool());
    config.email().ifPresent(email -> form.put("email", email));
    config.apiKey().ifPresent(key -> form.put("api_key", key));
    return form;
  }

  private SourceRequest request(String utility, Map<String, String> form) {
    String base = config.base().toString();
    URI uri = URI.create((base.endsWith("/") ? base : base + "/") + utility);
    return SourceRequest.post(uri, form, config.apiKey().map(List::of).orElse(List.of()))
        .passing(BAD_REQUEST);
  }
}
