package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.databind.JsonNode;

/// What is to be said of a monograph when it is saved. It never stops the saving.
public interface SaveCheck {
  /// The findings, as a write's answer shows them.
  JsonNode findings(Monograph monograph);
}
