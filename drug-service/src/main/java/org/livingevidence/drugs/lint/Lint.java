package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    var places = article.texts().stream().map(Text::pointer).toList();
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

  /// Where in the article something stands; what is no text stands at the end.
  private static int place(List<String> texts, String pointer) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      String passage = text.substring(0, text.lastIndexOf('/') + 1);
      if (pointer.equals(text) || (passage.length() > 1 && pointer.startsWith(passage))) {
        return i;
      }
    }
    return texts.size();
  }
}
