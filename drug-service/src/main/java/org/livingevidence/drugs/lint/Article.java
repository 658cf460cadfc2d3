package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.terminology.Dictionary;

/// An article as the rules look at it: its texts, what they state, and how that stands now.
///
/// @param cited what it relies on: its references, and what its texts link to
record Article(
    Monograph monograph, List<Text> texts, List<Use> uses, List<Check> checks, List<Cited> cited) {
  /// A positive statement about one condition beside what is held.
  ///
  /// @param standings by jurisdiction: the stated ones, or where anything is held of the drug
  record Check(Use use, Use.Condition condition, Map<String, Standing> standings) {
    boolean isStated() {
      return !use.jurisdictions().isEmpty();
    }

    boolean isApprovedSomewhere() {
      return standings.values().stream().anyMatch(one -> one.is(Standing.Kind.APPROVED));
    }

    boolean isApprovedEverywhere() {
      return !standings.isEmpty()
          && standings.values().stream().allMatch(one -> one.is(Standing.Kind.APPROVED));
    }

    boolean isRight() {
      return isStated() && isApprovedSomewhere();
    }
  }

  static Article of(Monograph monograph, Held held, Dictionary conditions, Dictionary drugs) {
    var texts = Text.of(monograph);
    var uses = new Uses(monograph, conditions, drugs).of(texts);
    return new Article(monograph, texts, uses, checks(uses, held), Cited.of(monograph, texts));
  }

  private static List<Check> checks(List<Use> uses, Held held) {
    var checks = new ArrayList<Check>();
    for (var use : uses) {
      if (use.isPositive() && held.drug(use.drug()) != null) {
        var where =
            use.jurisdictions().isEmpty() ? held.jurisdictions(use.drug()) : use.jurisdictions();
        for (var condition : use.conditions()) {
          var standings = new TreeMap<String, Standing>();
          where.forEach(there -> standings.put(there, held.standing(use.drug(), condition, there)));
          checks.add(new Check(use, condition, standings));
        }
      }
    }
    return checks;
  }
}
