package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.terminology.Dictionary;

/// All rules over one article.
final class Lint {
  private static final List<Rule> RULES =
      List.of(
          new EmptyReferences(),
          new UnrenderedMarkup(),
          new MissingQuestions(),
          new WithoutJurisdiction(),
          new BroaderThanLabel(),
          new NotInJurisdiction(),
          new StatusDiffers(),
          new SourceOlderThanClaim(),
          new ListsDiffer(),
          new AgainstRestriction(),
          new OvertakenSource(),
          new QuotesInSource(),
          new NotPublishable(),
          new NotChecked());

  private Lint() {}

  /// @param conditions names of conditions
  /// @param drugs names of drugs
  static LintReport report(
      Monograph monograph, boolean draft, Held held, Dictionary conditions, Dictionary drugs) {
    var article = Article.of(monograph, held, conditions, drugs);
    var findings = new ArrayList<Finding>();
    for (var rule : RULES) {
      rule.check(article, held, findings::add);
    }
    var places = places(article);
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(finding -> place(places, finding.pointer())));
    return new LintReport(
        monograph.id(),
        monograph.title(),
        draft,
        LintReport.Counts.of(findings),
        findings,
        Quotes.of(article, held));
  }

  /// The order of the texts, and of the passages that they stand in, by pointer.
  private static Map<String, Integer> places(Article article) {
    var places = new HashMap<String, Integer>();
    for (var text : article.texts()) {
      int place = places.size();
      places.putIfAbsent(text.pointer(), place);
      places.putIfAbsent(parent(text.pointer()), place);
    }
    return places;
  }

  /// Where in the article something stands; what is no text stands at the end.
  private static int place(Map<String, Integer> places, String pointer) {
    for (String at = pointer; !at.isEmpty(); at = parent(at)) {
      Integer place = places.get(at);
      if (place != null) {
        return place;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static String parent(String pointer) {
    return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
  }
}
