package org.livingevidence.drugs.lint;

import java.util.List;

/// What is wrong in one article now.
///
/// @param draft true for the draft, false for what is published
/// @param findings the errors first, then in the order of the article
/// @param quotes every quote, and whether its source has it
public record LintReport(
    String monograph,
    String title,
    boolean draft,
    Counts counts,
    List<Finding> findings,
    List<Quotes.Quote> quotes) {
  public LintReport {
    quotes = List.copyOf(quotes);
    findings = List.copyOf(findings);
  }

  /// How many there are of each severity.
  public record Counts(long error, long warning, long notice) {
    static Counts of(List<Finding> findings) {
      return new Counts(
          count(findings, Severity.ERROR),
          count(findings, Severity.WARNING),
          count(findings, Severity.NOTICE));
    }

    private static long count(List<Finding> findings, Severity severity) {
      return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
  }
}
