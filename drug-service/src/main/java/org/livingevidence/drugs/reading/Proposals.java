package org.livingevidence.drugs.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.LabelReadings;
import org.livingevidence.drugs.indication.AgainstKind;
import org.livingevidence.drugs.indication.Bound;
import org.livingevidence.drugs.indication.ConditionReference;
import org.livingevidence.drugs.indication.Force;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Intent;
import org.livingevidence.drugs.indication.Population;
import org.livingevidence.drugs.indication.Reading;
import org.livingevidence.drugs.indication.Restriction;
import org.livingevidence.drugs.indication.Review;
import org.livingevidence.drugs.indication.Source;
import org.livingevidence.drugs.indication.SourceKind;
import org.livingevidence.drugs.reading.Proposal.Standing;
import org.livingevidence.drugs.topic.NameKey;
import org.livingevidence.extraction.Statement;

/// What the labels of a drug say of it, as statements, and which of them the drug states: a
/// function of the labels, what was read in them and the decisions, whatever their order.
final class Proposals {
  private final Drug drug;
  private final BigDecimal leastConfidence;
  private final Map<String, Decision> decisions;
  private final Map<String, Proposal> proposals = new LinkedHashMap<>();

  /// What a label of a jurisdiction has spoken of; a later label does not repeat it.
  private final Set<String> spoken = new HashSet<>();

  private Proposals(Drug drug, BigDecimal leastConfidence, Map<String, Decision> decisions) {
    this.drug = drug;
    this.leastConfidence = leastConfidence;
    this.decisions = decisions;
  }

  /// All proposals, by label in the order in which labels speak.
  ///
  /// @param decisions by id of statement
  static List<Proposal> of(
      Drug drug,
      List<ReadLabel> labels,
      BigDecimal leastConfidence,
      Map<String, Decision> decisions) {
    var made = new Proposals(drug, leastConfidence, decisions);
    labels.stream().sorted(ReadLabel.ORDER).forEach(made::add);
    return List.copyOf(made.proposals.values());
  }

  /// Those that the drug states.
  static LabelReadings.Read stated(List<Proposal> all) {
    var indications = new ArrayList<Indication>();
    var restrictions = new ArrayList<Restriction>();
    for (var each : all) {
      if (each.standing() == Standing.STATED) {
        if (each.indication() != null) {
          indications.add(each.indication());
        }
        if (each.restriction() != null) {
          restrictions.add(each.restriction());
        }
      }
    }
    return new LabelReadings.Read(indications, restrictions);
  }

  private void add(ReadLabel label) {
    Map<String, Proposal> own = new HashMap<>();
    var now = new HashSet<String>();
    for (var found : label.found()) {
      var proposal = proposal(label, found);
      if (proposal == null) {
        continue;
      }
      String subject = subject(label, found.statement());
      if (proposal.standing() == Standing.STATED) {
        if (spoken.contains(subject)) {
          proposal = proposal.with(Standing.ANOTHER_LABEL, proposal.decision());
        } else {
          now.add(subject);
        }
      }
      var stays = proposal;
      own.merge(proposal.id(), proposal, (held, other) -> better(held, stays));
    }
    spoken.addAll(now);
    own.forEach((id, proposal) -> proposals.merge(id, proposal, Proposals::better));
  }

  /// Of two readings of one statement: the one that is stated, then the surer, then the first.
  private static Proposal better(Proposal held, Proposal other) {
    boolean stated = held.standing() == Standing.STATED;
    if (stated != (other.standing() == Standing.STATED)) {
      return stated ? held : other;
    }
    return other.reading().confidence().compareTo(held.reading().confidence()) > 0 ? other : held;
  }

  private static String subject(ReadLabel label, Statement statement) {
    var target = statement.target();
    return String.join(
        "\n",
        label.jurisdiction(),
        statement.kind().name(),
        target.concepts().isEmpty()
            ? NameKey.of(target.words())
            : String.join(" ", target.concepts()));
  }

  private @Nullable Proposal proposal(ReadLabel label, Found found) {
    var statement = found.statement();
    var target = statement.target();
    if (NameKey.of(target.words()).isEmpty() || target.concepts().contains(drug.id())) {
      return null;
    }
    boolean indicated = statement.kind() == Statement.Kind.INDICATION;
    var before = standing(label, statement, indicated);
    var proposal =
        indicated
            ? Proposal.of(indication(label, found, Review.UNREVIEWED), before)
            : Proposal.of(restriction(label, found, Review.UNREVIEWED), before);
    var decision = decisions.get(proposal.id());
    if (decision == null || !decision.isOf(statement.place().sentence())) {
      return decision == null ? proposal : proposal.with(before, decision);
    }
    return switch (decision.decision()) {
      case REJECTED -> proposal.with(Standing.REJECTED, decision);
      case CORRECTED -> proposal.with(Standing.CORRECTED, decision);
      case CONFIRMED ->
          new Proposal(
              proposal.id(),
              before == Standing.UNSURE ? Standing.STATED : before,
              indicated ? indication(label, found, Review.CONFIRMED) : null,
              indicated ? null : restriction(label, found, Review.CONFIRMED),
              decision);
    };
  }

  private Standing standing(ReadLabel label, Statement statement, boolean indicated) {
    if (label.combinationWith(drug)) {
      return Standing.COMBINATION;
    }
    if (indicated && !label.approved()) {
      return Standing.NOT_APPROVED;
    }
    if (indicated && statement.intent() == Statement.Intent.DIAGNOSIS) {
      return Standing.OTHER_USE;
    }
    return label.measured() && confidence(statement).compareTo(leastConfidence) >= 0
        ? Standing.STATED
        : Standing.UNSURE;
  }

  private static BigDecimal confidence(Statement statement) {
    return BigDecimal.valueOf(statement.confidence())
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static Indication indication(ReadLabel label, Found found, Review review) {
    var statement = found.statement();
    return Indication.read(
        condition(statement),
        label.jurisdiction(),
        intent(statement.intent()),
        population(statement.population()),
        statement.regimen(),
        source(label, statement),
        reading(found, review));
  }

  private static Restriction restriction(ReadLabel label, Found found, Review review) {
    var statement = found.statement();
    var target = statement.target();
    var against =
        switch (target.kind()) {
          case CONDITION -> Restriction.Against.of(condition(statement));
          case DRUG ->
              Restriction.Against.of(
                  AgainstKind.DRUG,
                  target.concepts().size() == 1 ? target.concepts().getFirst() : null,
                  target.words());
          case POPULATION -> Restriction.Against.of(AgainstKind.POPULATION, null, target.words());
        };
    return Restriction.read(
        against,
        force(statement.force()),
        label.jurisdiction(),
        source(label, statement),
        reading(found, review));
  }

  private static ConditionReference condition(Statement statement) {
    return ConditionReference.found(statement.target().words(), statement.target().concepts());
  }

  private static Source source(ReadLabel label, Statement statement) {
    return new Source(
        SourceKind.LABEL,
        label.setId(),
        Long.toString(label.version()),
        statement.place().code(),
        statement.place().sentence(),
        label.effective(),
        null);
  }

  private static Reading reading(Found found, Review review) {
    var statement = found.statement();
    return new Reading(
        review,
        statement.rule(),
        statement.because(),
        confidence(statement),
        found.heading(),
        statement.target().words(),
        statement.place().start(),
        statement.place().targetStart(),
        statement.place().targetEnd());
  }

  private static @Nullable Intent intent(Statement.@Nullable Intent intent) {
    return switch (intent) {
      case null -> null;
      case TREATMENT, MANAGEMENT, RELIEF -> Intent.TREATMENT;
      case PREVENTION, RISK_REDUCTION -> Intent.PREVENTION;
      case MAINTENANCE -> Intent.MAINTENANCE_OF_REMISSION;
      case REDUCTION_OF_RECURRENCE -> Intent.REDUCTION_OF_RECURRENCE;
      case DIAGNOSIS -> null;
    };
  }

  private static Force force(Statement.@Nullable Force force) {
    return switch (force) {
      case CONTRAINDICATED -> Force.CONTRAINDICATED;
      case NOT_RECOMMENDED -> Force.NOT_RECOMMENDED;
      case AVOID -> Force.AVOID;
      case null -> Force.MONITOR;
      case MONITOR -> Force.MONITOR;
    };
  }

  private static Population population(org.livingevidence.extraction.Population said) {
    return new Population(
        bound(said.ageMin()),
        bound(said.ageMax()),
        bound(said.weightMin()),
        bound(said.weightMax()),
        said.severity(),
        said.priorTherapy(),
        said.biomarker(),
        said.text());
  }

  private static @Nullable Bound bound(
      org.livingevidence.extraction.Population.@Nullable Bound said) {
    return said == null ? null : new Bound(said.value().stripTrailingZeros(), said.unit());
  }
}
