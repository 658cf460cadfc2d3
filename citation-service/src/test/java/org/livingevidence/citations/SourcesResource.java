package org.livingevidence.citations;

import java.util.Map;
import org.livingevidence.teststack.SourcePort;

/// PubMed's utilities and files, where a test puts them.
public class SourcesResource extends SourcePort {
  @Override
  protected Map<String, String> settings(String base) {
    return Map.ofEntries(
        Map.entry("living-evidence.eutils.base", base + "/eutils"),
        Map.entry("living-evidence.eutils.api-key", "k3y-of-nobody"),
        Map.entry("living-evidence.eutils.email", "librarian@example.org"),
        Map.entry("living-evidence.eutils.requests-per-second", "500"),
        Map.entry("living-evidence.eutils.batch", "20"),
        Map.entry("living-evidence.pubmed-files.base", base + "/pubmed"),
        Map.entry("living-evidence.pubmed-files.requests-per-second", "500"),
        Map.entry("living-evidence.pubmed-files.look", "PT0.05S"),
        Map.entry("living-evidence.pubmed-files.watch", "PT0.02S"));
  }
}
