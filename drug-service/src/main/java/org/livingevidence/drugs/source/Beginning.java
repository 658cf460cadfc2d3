package org.livingevidence.drugs.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.livingevidence.connect.BrokenBody;

/// What a body begins with: sources answer with pages of HTML where one asked for something else,
/// and call them a success.
public final class Beginning {
  private static final int LOOKED_AT = 512;

  private Beginning() {}

  /// A body of JSON, from its beginning.
  ///
  /// @throws BrokenBody when it is something else
  public static InputStream json(InputStream body) throws IOException {
    BufferedInputStream whole = new BufferedInputStream(body, 64 * 1024);
    whole.mark(LOOKED_AT);
    String head = text(whole.readNBytes(LOOKED_AT));
    whole.reset();
    if (!head.startsWith("{")) {
      throw new BrokenBody(head.isEmpty() ? "answered nothing" : "answered no JSON but: " + head);
    }
    return whole;
  }

  /// Throws unless these bytes begin as XML does, and not as a page.
  ///
  /// @throws BrokenBody when it is something else
  public static void requireXml(byte[] body) throws BrokenBody {
    String head = text(body);
    boolean page = head.regionMatches(true, 0, "<html", 0, 5);
    page = page || head.regionMatches(true, 0, "<!doctype html", 0, 14);
    if (page || !head.startsWith("<")) {
      throw new BrokenBody(head.isEmpty() ? "answered nothing" : "answered no XML but: " + head);
    }
  }

  private static String text(byte[] body) {
    int length = Math.min(body.length, LOOKED_AT);
    return new String(body, 0, length, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
  }
}
