package org.livingevidence.gateway.condition;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Sizes of the combined view and of the lists behind it.
@ConfigMapping(prefix = "living-evidence.condition")
public interface ConditionConfig {
  /// How many bytes of rendered views are kept, plain and compressed together.
  @WithDefault("128M")
  MemorySize cacheSize();

  /// How many publications stand in a view's `top`.
  @WithDefault("20")
  int top();

  /// How many alerts stand in a view; `alertsTotal` counts all.
  @WithDefault("50")
  int alerts();

  /// How many narrower conditions a view names; `narrowerTotal` counts all.
  @WithDefault("200")
  int narrower();

  /// How many drugs stand in a view; `…/drugs` lists all.
  @WithDefault("100")
  int drugs();

  /// How many publications stand in the `evidence.top` of a drug.
  @WithDefault("3")
  int evidenceTop();

  /// How many publications stand in the `reportedUse` of a drug; `…/citations?drug=` lists all.
  @WithDefault("10")
  int reportedUse();

  /// How many of the best ranked publications are looked at for each of those, since some are about
  /// a narrower condition in which the drug is approved and are no reported use.
  @WithDefault("20")
  int reportedUseLookedAt();

  /// How many items a page of a list holds unless `limit=` says otherwise.
  @WithDefault("20")
  int page();

  /// The highest `limit=`.
  @WithDefault("200")
  int pageLimit();

  /// The longest `q=`, in characters.
  @WithDefault("200")
  int queryLength();

  /// How many choices an ambiguous name answers.
  @WithDefault("50")
  int choices();
}
