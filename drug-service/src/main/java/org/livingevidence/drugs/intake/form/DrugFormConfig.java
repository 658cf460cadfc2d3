package org.livingevidence.drugs.intake.form;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits of files of the drug form. The size of the file as a whole is the imports' concern.
@ConfigMapping(prefix = "living-evidence.drug-form")
public interface DrugFormConfig {
  /// Deepest nesting within one drug or monograph.
  @WithDefault("12")
  int depth();

  /// Most values (texts, numbers, lists, objects) within one drug or monograph.
  @WithDefault("100000")
  int values();

  /// Longest text in characters; the form's own limits per field lie below.
  @WithDefault("100000")
  int textLength();

  /// Most characters of one YAML document.
  @WithDefault("20000000")
  int documentLength();
}
