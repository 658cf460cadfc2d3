package org.livingevidence.citations.citation;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;

/// Finds citations by what callers call them.
@Singleton
public class CitationLookup {
  private final CitationStore store;

  CitationLookup(CitationStore store) {
    this.store = store;
  }

  /// @param reference an id of ours, a PMID, a PMCID or a DOI
  /// @return the id of the one citation that answers to the reference; a problem when there is none
  ///     or more than one
  public String resolve(String reference) throws SQLException {
    if (reference.length() > 1000 || reference.indexOf('\0') >= 0) {
      throw Problems.notFound("citation", "…");
    }
    List<String> found = store.find(reference);
    if (found.isEmpty()) {
      throw Problems.notFound("citation", reference);
    }
    if (found.size() > 1 && found.contains(reference)) {
      return reference;
    }
    if (found.size() > 1) {
      throw Problems.builder(
              Response.Status.MULTIPLE_CHOICES,
              "More than one citation answers to \""
                  + reference
                  + "\": "
                  + String.join(", ", found))
          .with(
              "choices",
              found.stream().map(id -> Map.of("id", id, "location", location(id))).toList())
          .build();
    }
    return found.getFirst();
  }

  /// @return the citation of this id, null when there is none
  public CitationStore.@Nullable Versioned read(String id) throws SQLException {
    return store.read(id);
  }

  /// @return at most `limit` citations with ids above `after`, in the order of their ids
  public List<CitationStore.Versioned> page(String after, int limit) throws SQLException {
    return store.page(after, limit);
  }

  /// @return the path of the citation of this id
  public static String location(String id) {
    return UriBuilder.fromPath("/api/v1/citations/{id}").build(new Object[] {id}, false).toString();
  }
}
