package org.livingevidence.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.livingevidence.local.ImportedFile.Count;

/// What a run of imports did, for a person: a line per file, the totals, and every reason.
///
/// @param files in the order given
record ImportReport(List<ImportedFile> files) {
  ImportReport {
    files = List.copyOf(files);
  }

  String text() {
    StringBuilder text = new StringBuilder("\n");
    int width = files.stream().mapToInt(file -> name(file).length()).max().orElse(4);
    for (ImportedFile file : files) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-" + Math.min(width, 60) + "s  %-11s %-9s %s%n",
              name(file),
              file.kind(),
              file.state(),
              counts(file)));
      if (!file.problem().isBlank()) {
        text.append("    ").append(file.problem()).append('\n');
      }
      for (String rejection : file.rejections()) {
        text.append("    rejected: ").append(rejection).append('\n');
      }
      long hidden = file.count(Count.REJECTED) - file.rejections().size();
      if (hidden > 0) {
        text.append("    … and ").append(hidden).append(" more: GET /api/v1/imports/");
        text.append(file.id()).append("/outcomes?kind=rejected\n");
      }
    }
    return text.append('\n').append(totals()).append('\n').toString();
  }

  private String totals() {
    long failed = files.stream().filter(file -> !file.succeeded()).count();
    long records = files.stream().mapToLong(ImportedFile::records).sum();
    String each =
        List.of(Count.values()).stream()
            .map(
                count -> {
                  long n = files.stream().mapToLong(file -> file.count(count)).sum();
                  return n == 0 ? "" : n + " " + count.label();
                })
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return files.size()
        + (files.size() == 1 ? " file, " : " files, ")
        + records
        + (records == 1 ? " record" : " records")
        + (each.isEmpty() ? "" : ": " + each)
        + "; "
        + (failed == 0 ? "none failed." : failed + " failed.");
  }

  private static String counts(ImportedFile file) {
    return List.of(Count.values()).stream()
        .filter(count -> file.count(count) > 0)
        .map(count -> file.count(count) + " " + count.label())
        .collect(Collectors.joining(", "));
  }

  private static String name(ImportedFile file) {
    return String.valueOf(file.file().getFileName());
  }
}
