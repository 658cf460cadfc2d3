package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;

/// Canonical JSON by RFC 8785: the same content is the same bytes, whoever wrote it.
public final class CanonicalJson {
  private CanonicalJson() {}

  /// The canonical UTF-8 bytes of a document. Numbers are IEEE 754 doubles, as the RFC has it.
  public static byte[] bytes(JsonNode document) {
    try {
      return new JsonCanonicalizer(document.toString()).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException("a JSON document cannot be made canonical", e);
    }
  }
}
