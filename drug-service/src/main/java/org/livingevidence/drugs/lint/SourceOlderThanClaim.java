package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.PartialDate;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.lint.Standing.Kind;

/// An approval whose sources were all written before it was given.
final class SourceOlderThanClaim implements Rule {
  static final String CODE = "source-older-than-claim";

  private record Key(String drug, String indication, List<Cited> sources) {}

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    Map<Key, Finding> findings = new LinkedHashMap<>();
    for (var check : article.checks()) {
      for (var standing : check.standings().values()) {
        if (standing.is(Kind.APPROVED)) {
          var first = first(standing.held());
          if (first != null) {
            var sources = sources(article, check.use(), first.jurisdiction());
            if (isBefore(sources, first)) {
              findings.merge(
                  new Key(check.use().drug(), first.id(), sources),
                  finding(check, first, sources),
                  SourceOlderThanClaim::joined);
            }
          }
        }
      }
    }
    findings.values().forEach(found);
  }

  /// The approval that was given first; null when that is not known of one.
  private static @Nullable Indication first(List<Indication> approved) {
    Indication first = approved.getFirst();
    for (var one : approved) {
      if (one.validFrom() == null || first.validFrom() == null) {
        return null;
      }
      if (PartialDate.isAfter(first.validFrom(), one.validFrom())) {
        first = one;
      }
    }
    return first.validFrom() == null ? null : first;
  }

  /// The passage's own references; where it has none, the labels that the article relies on.
  private static List<Cited> sources(Article article, Use use, String jurisdiction) {
    var sources = new ArrayList<Cited>();
    for (var cited : article.cited()) {
      var reference = cited.reference();
      boolean own =
          use.text().references().isEmpty()
              ? cited.regulatory()
              : reference != null && use.text().references().contains(reference.number());
      boolean there = cited.jurisdiction() == null || cited.jurisdiction().equals(jurisdiction);
      if (own && there) {
        sources.add(cited);
      }
    }
    return sources;
  }

  private static boolean isBefore(List<Cited> sources, Indication approved) {
    String since = Objects.requireNonNullElse(approved.validFrom(), "");
    return !sources.isEmpty()
        && sources.stream()
            .allMatch(cited -> cited.date() != null && PartialDate.isAfter(since, cited.date()));
  }

  private static Finding finding(Article.Check check, Indication approved, List<Cited> sources) {
    var against = new ArrayList<Finding.Against>();
    against.add(Finding.Against.of(check.use().drug(), approved));
    sources.forEach(cited -> against.add(cited.against()));
    String newest = "";
    for (var cited : sources) {
      String date = Objects.requireNonNullElse(cited.date(), "");
      newest = date.compareTo(newest) > 0 ? date : newest;
    }
    return new Finding(
        CODE,
        Severity.ERROR,
        check.condition().pointer(),
        check.use().words(),
        "The source cited is of "
            + newest
            + "; "
            + check.use().drug()
            + " was approved for "
            + approved.condition().name()
            + " ("
            + approved.jurisdiction()
            + ") in "
            + approved.validFrom()
            + ".",
        against,
        sources.stream().map(Cited::pointer).distinct().toList());
  }

  private static Finding joined(Finding one, Finding other) {
    var related = new ArrayList<>(one.related());
    if (!related.contains(other.pointer()) && !one.pointer().equals(other.pointer())) {
      related.add(other.pointer());
    }
    return new Finding(
        one.code(),
        one.severity(),
        one.pointer(),
        one.excerpt(),
        one.message(),
        one.against(),
        related);
  }
}
