package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.PartialDate;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.topic.Meaning;
import org.livingevidence.drugs.topic.NameKey;

/// One statement: this drug, this condition, this jurisdiction, this status; for whom, with what
/// and on whose authority.
///
/// @param id deterministic: condition as named, jurisdiction, intent, population and regimen make
///     it, so
///     that a change of status or source is a change of the same statement
/// @param phase phase of development, as stated
/// @param reading how rules read it from a label; null for what a person entered
/// @param knownSince when this service first held the statement with this status, RFC 3339; never
///     part
///     of what is compared
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Indication(
    String id,
    ConditionReference condition,
    String jurisdiction,
    Status status,
    List<Designation> designations,
    @Nullable String phase,
    @Nullable Intent intent,
    @Nullable Population population,
    @Nullable String regimen,
    @Nullable String dosing,
    @Nullable String validFrom,
    @Nullable String validTo,
    @Nullable String knownSince,
    Method method,
    @Nullable Source source,
    @Nullable Reading reading) {
  public Indication {
    designations = designations == null ? List.of() : List.copyOf(designations);
    population = population == null || population.isEmpty() ? null : population;
  }

  /// Reads the form of an indication; a given id stays, else it is made.
  public static Indication read(FormObject form) {
    String id = form.code("id", Slug.PATTERN, "lower case words joined by hyphens");
    form.ignore("knownSince");
    var entered =
        new Indication(
            id == null ? "" : id,
            form.requiredObject("condition", ConditionReference::read),
            Jurisdiction.read(form),
            form.requiredWord("status", Status.class, Status.NOT_SEARCHED),
            form.objects("designations", 50, Designation::read),
            form.text("phase", FormObject.LINE),
            form.word("intent", Intent.class),
            form.object("population", Population::read),
            form.text("regimen", FormObject.PASSAGE),
            form.text("dosing", FormObject.PASSAGE),
            form.date("validFrom"),
            form.date("validTo"),
            null,
            Objects.requireNonNullElse(form.word("method", Method.class), Method.CURATED),
            form.object("source", Source::read),
            Reading.sentBack(form));
    entered.check(form);
    return id == null ? entered.withId(entered.derivedId()) : entered;
  }

  /// What rules read from a label that approves a product.
  ///
  /// @param condition as the label words it, with what it was taken to mean
  public static Indication read(
      ConditionReference condition,
      String jurisdiction,
      @Nullable Intent intent,
      @Nullable Population population,
      @Nullable String regimen,
      Source source,
      Reading reading) {
    var found =
        new Indication(
            "",
            condition,
            jurisdiction,
            Status.APPROVED,
            List.of(),
            null,
            intent,
            population,
            regimen,
            null,
            null,
            null,
            null,
            Method.LABEL,
            source,
            reading);
    return found.withId(found.derivedId());
  }

  /// This statement as a person's own.
  public Indication byPerson() {
    return reading == null ? this : with(id, condition, knownSince, null);
  }

  private void check(FormObject form) {
    if (validFrom != null && validTo != null && PartialDate.isAfter(validFrom, validTo)) {
      form.fault("validTo", "must not be before validFrom");
    }
    if (!form.has("status")) {
      return;
    }
    if (status.needsSource()) {
      if (source == null && !form.has("source")) {
        form.fault("source", "is required for the status " + status.word());
      } else if (source != null && source.sentence() == null) {
        form.fault(
            "source.sentence",
            "is required for the status " + status.word() + ": the source's own words");
      }
    }
    if (status == Status.OFF_LABEL
        && source != null
        && source.kind() != SourceKind.GUIDELINE
        && source.kind() != SourceKind.CURATOR) {
      form.fault(
          "source.kind",
          "must be guideline or curator for the status off-label, not " + source.kind().word());
    }
  }

  private String derivedId() {
    String identity =
        String.join(
            "\n",
            condition.key(),
            jurisdiction,
            intent == null ? "" : intent.word(),
            population == null ? "" : population.identity(),
            regimen == null ? "" : NameKey.of(regimen));
    return Slug.withHash(condition.name() + " " + jurisdiction, identity);
  }

  /// The same statement under another id.
  public Indication withId(String newId) {
    return with(newId, condition, knownSince, reading);
  }

  /// This statement with what its condition's name means now. What rules read, they read together
  /// with its meaning.
  public Indication resolved(Meaning meaning) {
    return reading == null ? with(id, condition.resolved(meaning), knownSince, null) : this;
  }

  /// This statement as it follows an earlier one of the same id: a curator's choice of condition
  /// stays, and while the status is the same so does the time since when it is known.
  public Indication following(@Nullable Indication earlier, String now) {
    return with(
        id,
        condition.keepingChoiceOf(earlier == null ? null : earlier.condition),
        earlier != null && earlier.status == status && earlier.knownSince != null
            ? earlier.knownSince
            : now,
        reading);
  }

  private Indication with(
      String newId,
      ConditionReference newCondition,
      @Nullable String since,
      @Nullable Reading newReading) {
    return new Indication(
        newId,
        newCondition,
        jurisdiction,
        status,
        designations,
        phase,
        intent,
        population,
        regimen,
        dosing,
        validFrom,
        validTo,
        since,
        method,
        source,
        newReading);
  }
}
