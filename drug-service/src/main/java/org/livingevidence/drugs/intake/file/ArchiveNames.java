package org.livingevidence.drugs.intake.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The names of the files at the beginning of a zip.
public final class ArchiveNames {
  private static final int HEADER = 30;

  /// The tables that a zip of Drugs@FDA begins with, whichever stands first.
  private static final List<String> DRUGS_AT_FDA =
      List.of("actiontypes_lookup.txt", "applicationdocs.txt", "applications.txt", "products.txt");

  private ArchiveNames() {}

  /// Whether the zip that begins with these bytes is of the tables of Drugs@FDA.
  public static boolean ofDrugsAtFda(byte[] head) {
    return ZipWalk.begins(head) && DRUGS_AT_FDA.stream().anyMatch(table -> of(head, table));
  }

  /// Whether the first files of the zip that begins with these bytes include one whose name ends
  /// so. Images and folders are what zips of labels may begin with.
  public static boolean of(byte[] head, String ending) {
    for (int at = 0; at + HEADER < head.length; at++) {
      if (head[at] == 'P' && head[at + 1] == 'K' && head[at + 2] == 3 && head[at + 3] == 4) {
        int length = (head[at + 26] & 0xff) | (head[at + 27] & 0xff) << 8;
        int end = Math.min(head.length, at + HEADER + length);
        String name = new String(head, at + HEADER, end - at - HEADER, StandardCharsets.UTF_8);
        if (name.toLowerCase(Locale.ROOT).endsWith(ending)) {
          return true;
        }
        at = end - 1;
      }
    }
    return false;
  }
}
