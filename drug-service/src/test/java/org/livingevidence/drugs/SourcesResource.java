package org.livingevidence.drugs;

import java.util.Map;
import org.livingevidence.teststack.SourcePort;

/// openFDA and DailyMed, where a test puts them.
public class SourcesResource extends SourcePort {
  /// A key that nobody has.
  public static final String KEY = "k3y-of-nobody";

  @Override
  protected Map<String, String> settings(String base) {
    return Map.ofEntries(
        Map.entry("living-evidence.openfda.base", base),
        Map.entry("living-evidence.openfda.api-key", KEY),
        Map.entry("living-evidence.openfda.requests-per-second", "500"),
        Map.entry("living-evidence.openfda.page", "10"),
        Map.entry("living-evidence.openfda.batch", "5"),
        Map.entry("living-evidence.openfda.most", "30000"),
        Map.entry("living-evidence.dailymed.base", base + "/dailymed"),
        Map.entry("living-evidence.dailymed.requests-per-second", "500"),
        Map.entry("living-evidence.dailymed.page", "2"),
        Map.entry("living-evidence.dailymed.batch", "2"),
        Map.entry("living-evidence.dailymed.most", "100"));
  }
}
