package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash by which two copies of an aggregate at one version are compared: SHA-256 over the
/// canonical bytes, in lower-case hexadecimal. Comparable only within one schema revision.
public final class ContentHash {
  private ContentHash() {}

  /// The hash of a document.
  public static String of(JsonNode document) {
    return ofCanonical(CanonicalJson.bytes(document));
  }

  /// The hash of bytes that [CanonicalJson] made.
  public static String ofCanonical(byte[] canonical) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
