package org.livingevidence.citations.release;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of a release by its name. The numbers of a year run on from its baseline through its
/// updates.
///
/// @param year two digits
/// @param number from 1
public record PubmedFile(int year, int number) implements Comparable<PubmedFile> {
  private static final Pattern NAME = Pattern.compile("pubmed(\\d\\d)n(\\d{4,5})\\.xml\\.gz");
  private static final Comparator<PubmedFile> ORDER =
      Comparator.comparingInt(PubmedFile::year).thenComparingInt(PubmedFile::number);

  static Optional<PubmedFile> ofName(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new PubmedFile(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  String name() {
    return String.format(Locale.ROOT, "pubmed%02dn%04d.xml.gz", year, number);
  }

  PubmedFile next() {
    return new PubmedFile(year, number + 1);
  }

  @Override
  public int compareTo(PubmedFile other) {
    return ORDER.compare(this, other);
  }
}
