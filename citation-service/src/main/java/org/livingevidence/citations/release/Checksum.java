package org.livingevidence.citations.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.connect.BrokenBody;

/// The MD5 sums that lie beside the files: `MD5(pubmed26n0001.xml.gz)= 0f3a…`, or as `md5sum`
/// writes
/// them.
final class Checksum {
  private static final Pattern SUM =
      Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])");
  private static final Pattern NAMED = Pattern.compile("pubmed\\d\\dn\\d{4,5}\\.xml\\.gz");
  private static final int HEAD = 80;

  private Checksum() {}

  /// @param text of the file beside `name`
  /// @throws BrokenBody when it holds no sum, or that of another file
  static String read(String text, String name) throws BrokenBody {
    Matcher sum = SUM.matcher(text);
    Matcher named = NAMED.matcher(text);
    if (!sum.find() || (named.find() && !named.group().equals(name))) {
      throw new BrokenBody("gives no checksum of " + name);
    }
    return sum.group().toLowerCase(Locale.ROOT);
  }

  /// @throws BrokenBody when the file is another than the sum is of
  static void check(Path file, String name, String md5) throws IOException {
    byte[] head;
    MessageDigest digest = md5();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      head = in.readNBytes(HEAD);
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    String has = HexFormat.of().formatHex(digest.digest());
    if (!has.equals(md5)) {
      boolean gzip = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
      throw new BrokenBody(
          gzip
              ? "gives " + name + " with the MD5 " + has + " where its checksum says " + md5
              : "gives no compressed file for "
                  + name
                  + " but: "
                  + new String(head, StandardCharsets.UTF_8).replaceAll("[^ -~]+", " "));
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
