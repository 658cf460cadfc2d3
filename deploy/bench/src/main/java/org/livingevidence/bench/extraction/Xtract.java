package org.livingevidence.bench.extraction;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// NCBI's `xtract` (Debian's `ncbi-entrez-direct`) as a process, with `-mixed`, without which it
/// drops abstracts that have markup.
final class Xtract {
  private static final String ABSENT = "~-~";
  private static final String VALUE = "~=~";
  private static final String COLUMN = "~!~";
  private static final String ROW = "~#~";
  private static final Pattern SPACE = Pattern.compile("\\s+");
  /// What the shell built-in prints of its children, user and system; a line of its own before.
  private static final Pattern TIMES = Pattern.compile("([0-9]+)m([0-9.]+)s ([0-9]+)m([0-9.]+)s");
  private static final List<String> ARGUMENTS =
      List.of(
          ("-mixed -pattern PubmedArticle -tab ~!~ -def ~-~ -sep ~=~ -lbl ~#~"
                  + " -element MedlineCitation/PMID ArticleTitle VernacularTitle"
                  + " Journal/Title PubDate/Year PubDate/MedlineDate ArticleDate/Year"
                  + " Abstract/AbstractText PublicationType"
                  + " -block MeshHeading -tab ~!~ -pfx MH= -sep |"
                  + " -element DescriptorName@MajorTopicYN,DescriptorName"
                  + " -block Article/AuthorList/Author -unless @ValidYN -equals N"
                  + " -tab ~!~ -pfx AU= -sep | -element LastName,Initials"
                  + " -block Article/ELocationID -if @EIdType -equals doi"
                  + " -tab ~!~ -pfx EL= -element ELocationID"
                  + " -block PubmedData/ArticleIdList/ArticleId -if @IdType -equals doi"
                  + " -tab ~!~ -pfx DOI= -element ArticleId")
              .split(" "));

  private Xtract() {}

  /// Runs it over a file that is not compressed.
  ///
  /// @param rows takes its standard output
  /// @return its processor seconds, user and system
  static double run(Path file, Path rows) throws IOException, InterruptedException {
    Path said = Files.createTempFile("bench-", ".times");
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "bash",
                  "-c",
                  "\"$@\" && times >&2",
                  "bash",
                  "xtract",
                  "-input",
                  file.toString()));
      command.addAll(ARGUMENTS);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(rows.toFile())
              .redirectError(said.toFile())
              .start();
      int code = process.waitFor();
      List<String> lines = Files.readAllLines(said);
      Matcher times = TIMES.matcher(lines.isEmpty() ? "" : lines.getLast());
      if (code != 0 || !times.matches()) {
        throw new IOException("xtract ended with " + code + ": " + lines);
      }
      return Integer.parseInt(times.group(1)) * 60.0
          + Double.parseDouble(times.group(2))
          + Integer.parseInt(times.group(3)) * 60.0
          + Double.parseDouble(times.group(4));
    } finally {
      Files.delete(said);
    }
  }

  /// The rows that it wrote, each as fields. It keeps the line breaks of texts; white space is
  /// collapsed here, as our reader does.
  static void read(Path rows, Consumer<Fields> sink) throws IOException {
    try (Scanner scanner = new Scanner(rows, StandardCharsets.UTF_8).useDelimiter(ROW)) {
      while (scanner.hasNext()) {
        String row = SPACE.matcher(scanner.next()).replaceAll(" ").strip();
        if (row.startsWith(COLUMN)) {
          sink.accept(fields(row.substring(COLUMN.length())));
        }
      }
    }
  }

  /// What our reader falls back to counts here as well: the title in the original language, the
  /// electronic location's DOI.
  private static Fields fields(String row) {
    String[] columns = row.split(COLUMN, -1);
    List<String> headings = new ArrayList<>();
    List<String> authors = new ArrayList<>();
    List<String> locations = new ArrayList<>();
    List<String> doi = new ArrayList<>();
    for (int i = 9; i < columns.length; i++) {
      String column = columns[i].strip();
      collect(column, "MH=", headings);
      collect(column, "AU=", authors);
      collect(column, "EL=", locations);
      collect(column, "DOI=", doi);
    }
    String title = one(columns[1]);
    return new Fields(
        one(columns[0]),
        title.isEmpty() ? one(columns[2]) : title,
        one(columns[3]),
        year(one(columns[4]), one(columns[5]), one(columns[6])),
        many(columns[7]),
        many(columns[8]),
        headings,
        authors,
        doi.isEmpty() ? locations : doi);
  }

  private static void collect(String column, String prefix, List<String> values) {
    if (column.startsWith(prefix)) {
      values.add(column.substring(prefix.length()));
    }
  }

  private static String year(String year, String medlineDate, String electronic) {
    if (!year.isEmpty()) {
      return year;
    }
    Matcher digits = Pattern.compile("[0-9]{4}").matcher(medlineDate);
    return digits.find() ? digits.group() : electronic;
  }

  private static String one(String column) {
    return column.equals(ABSENT) ? "" : column.strip();
  }

  private static List<String> many(String column) {
    return column.equals(ABSENT)
        ? List.of()
        : Stream.of(column.split(VALUE)).map(String::strip).toList();
  }
}
