package org.livingevidence.drugs.source.dailymed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.livingevidence.connect.BodyReader;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.drugs.source.Beginning;
import org.livingevidence.drugs.source.SetIds;

/// A page of one of DailyMed's lists. Its numbers come as numbers and as text.
///
/// @param total how many entries the list has
/// @param pages how many pages
/// @param entries those of this page
/// @param <T> an entry
record Listing<T>(long total, long pages, List<T> entries) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A page has 100 short entries.
  private static final int LONGEST = 16 << 20;

  Listing {
    entries = List.copyOf(entries);
  }

  /// @throws BrokenBody when it is no such page
  static Listing<String> setIds(InputStream body) throws IOException {
    JsonNode page = page(body);
    List<String> setIds = new ArrayList<>();
    for (JsonNode label : array(page.path("data"))) {
      String setId = SetIds.plain(label.path("setid").asText());
      if (!SetIds.is(setId)) {
        throw new BrokenBody("answered a list of labels of which one has no set id");
      }
      setIds.add(setId);
    }
    return of(page, setIds);
  }

  /// @throws BrokenBody when it is no such page
  static Listing<Long> versions(InputStream body) throws IOException {
    JsonNode page = page(body);
    List<Long> versions = new ArrayList<>();
    for (JsonNode entry : array(page.path("data").path("history"))) {
      long version = entry.path("spl_version").asLong(0);
      if (version < 1) {
        throw new BrokenBody("answered a history of which a version has no number");
      }
      versions.add(version);
    }
    return of(page, versions);
  }

  private static JsonNode page(InputStream body) throws IOException {
    byte[] whole = BodyReader.bytes(Beginning.json(body), LONGEST);
    try {
      return JSON.readTree(whole);
    } catch (JsonProcessingException e) {
      throw new BrokenBody("answered a list that cannot be read: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw new BrokenBody("answered a list in no encoding of text");
    }
  }

  private static JsonNode array(JsonNode node) throws BrokenBody {
    if (!node.isArray()) {
      throw new BrokenBody("answered no list");
    }
    return node;
  }

  private static <T> Listing<T> of(JsonNode page, List<T> entries) throws BrokenBody {
    JsonNode said = page.path("metadata");
    long total = said.path("total_elements").asLong(-1);
    if (total < 0) {
      throw new BrokenBody("answered a list without its length");
    }
    return new Listing<>(total, said.path("total_pages").asLong(1), entries);
  }
}
