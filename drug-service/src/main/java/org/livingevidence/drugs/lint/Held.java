package org.livingevidence.drugs.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.form.PartialDate;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Source;
import org.livingevidence.drugs.indication.Status;
import org.livingevidence.drugs.lint.Standing.Kind;
import org.livingevidence.drugs.topic.Kinship;
import org.livingevidence.drugs.topic.NameKey;

/// What is held of the drugs that an article speaks of, as of now.
///
/// @param documents where quotes are looked for, beside the sentences that the drugs' statements
///     have
/// @param today the day that approvals have to be in force on
record Held(Map<String, Drug> drugs, Kinship kinship, Documents documents, LocalDate today) {
  /// The sources of all statements of these drugs.
  List<Source> sources() {
    var sources = new ArrayList<Source>();
    for (var drug : drugs.values()) {
      for (var indication : drug.indications()) {
        var source = indication.source();
        if (source != null) {
          sources.add(source);
        }
      }
      drug.restrictions().forEach(restriction -> sources.add(restriction.source()));
    }
    return sources;
  }

  @Nullable Drug drug(String id) {
    return drugs.get(id);
  }

  /// Where something is held of a drug, in order.
  Set<String> jurisdictions(String drug) {
    Set<String> found = new TreeSet<>();
    indications(drug).forEach(held -> found.add(held.jurisdiction()));
    return found;
  }

  private List<Indication> indications(String drug) {
    var held = drugs.get(drug);
    return held == null ? List.of() : held.indications();
  }

  /// Where a drug stands for a condition.
  Standing standing(String drug, Use.Condition condition, String jurisdiction) {
    var there = new ArrayList<Indication>();
    for (var held : indications(drug)) {
      if (held.jurisdiction().equals(jurisdiction)) {
        there.add(held);
      }
    }
    var stated = there.stream().filter(held -> isSame(held, condition)).toList();
    var approved = stated.stream().filter(this::isInForce).toList();
    if (!approved.isEmpty()) {
      return new Standing(Kind.APPROVED, approved);
    }
    var narrower = approved(there, held -> isAbove(condition.id(), held.condition().id()));
    if (!narrower.isEmpty()) {
      return new Standing(Kind.NARROWER_APPROVED, narrower);
    }
    if (stated.stream().anyMatch(held -> held.status() != Status.NOT_SEARCHED)) {
      return new Standing(Kind.STATED, stated);
    }
    var broader = approved(there, held -> isAbove(held.condition().id(), condition.id()));
    if (!broader.isEmpty()) {
      return new Standing(Kind.BROADER_APPROVED, broader);
    }
    if (!stated.isEmpty()) {
      return new Standing(Kind.NOT_HELD, stated);
    }
    var others = approved(there, held -> true);
    String id = condition.id();
    boolean tellable =
        id != null && others.stream().noneMatch(held -> held.condition().candidates().contains(id));
    return !others.isEmpty() && tellable
        ? new Standing(Kind.OTHERS_APPROVED, others)
        : new Standing(Kind.NOT_HELD, List.of());
  }

  private List<Indication> approved(List<Indication> of, Predicate<Indication> which) {
    return of.stream().filter(this::isInForce).filter(which).toList();
  }

  private boolean isInForce(Indication held) {
    boolean approved =
        switch (held.status()) {
          case APPROVED, CONDITIONAL, EMERGENCY -> true;
          case WITHDRAWN, OFF_LABEL, NONE_FOUND, NOT_SEARCHED -> false;
        };
    return approved
        && (held.validTo() == null || !PartialDate.isAfter(today.toString(), held.validTo()));
  }

  private boolean isSame(Indication held, Use.Condition condition) {
    String id = held.condition().id();
    return id != null && condition.id() != null
        ? kinship.isSame(id, condition.id())
        : held.condition().key().equals(NameKey.of(condition.name()));
  }

  private boolean isAbove(@Nullable String upper, @Nullable String lower) {
    return upper != null && lower != null && kinship.isBroader(upper, lower);
  }

  /// True when both conditions are one, or `upper` lies above.
  boolean covers(Use.Condition upper, Use.Condition lower) {
    String above = upper.id();
    String below = lower.id();
    return above != null && below != null
        ? kinship.isSame(above, below) || kinship.isBroader(above, below)
        : NameKey.of(upper.name()).equals(NameKey.of(lower.name()));
  }
}
