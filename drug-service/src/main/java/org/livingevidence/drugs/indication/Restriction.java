package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.topic.Meaning;
import org.livingevidence.drugs.topic.NameKey;

/// A source's word against using this drug with something or for somebody.
///
/// @param id deterministic: what it is against, the jurisdiction and the force make it
/// @param reading how rules read it from a label; null for what a person entered
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Restriction(
    String id,
    Against against,
    Force force,
    String jurisdiction,
    Source source,
    @Nullable Reading reading) {
  /// What it is against. A condition carries how its topic was found; the others carry no match.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Against(
      AgainstKind kind,
      @Nullable String id,
      String name,
      @Nullable Match match,
      List<String> candidates) {
    public Against {
      candidates = candidates == null ? List.of() : List.copyOf(candidates);
    }

    /// Against a condition.
    public static Against of(ConditionReference condition) {
      return new Against(
          AgainstKind.CONDITION,
          condition.id(),
          condition.name(),
          condition.match(),
          condition.candidates());
    }

    /// Against a drug, a class or people.
    ///
    /// @param id of the drug or class when it is known
    public static Against of(AgainstKind kind, @Nullable String id, String name) {
      return new Against(kind, id, name, null, List.of());
    }

    static Against read(FormObject form) {
      var kind = form.requiredWord("kind", AgainstKind.class, AgainstKind.POPULATION);
      return switch (kind) {
        case CONDITION -> of(ConditionReference.read(form));
        case DRUG ->
            named(form, kind, form.code("id", Slug.PATTERN, "a drug's id such as anakinra"));
        case CLASS, POPULATION -> named(form, kind, form.text("id", FormObject.LINE));
      };
    }

    private static Against named(FormObject form, AgainstKind kind, @Nullable String id) {
      return of(kind, id, form.requiredText("name", FormObject.PASSAGE));
    }

    /// The condition, or null when it is against something else.
    public @Nullable ConditionReference condition() {
      return match == null ? null : new ConditionReference(id, name, match, candidates);
    }
  }

  /// Reads the form of a restriction; a given id stays, else it is made.
  public static Restriction read(FormObject form) {
    String id = form.code("id", Slug.PATTERN, "lower case words joined by hyphens");
    var against = form.requiredObject("against", Against::read);
    var force = form.requiredWord("force", Force.class, Force.MONITOR);
    String jurisdiction = Jurisdiction.read(form);
    var source = form.requiredObject("source", Source::read);
    if (form.has("source") && source.sentence() == null) {
      form.fault("source.sentence", "is required: the source's own words");
    }
    return new Restriction(
        id == null ? derivedId(against, jurisdiction, force) : id,
        against,
        force,
        jurisdiction,
        source,
        Reading.sentBack(form));
  }

  /// What rules read from a label.
  public static Restriction read(
      Against against, Force force, String jurisdiction, Source source, Reading reading) {
    return new Restriction(
        derivedId(against, jurisdiction, force), against, force, jurisdiction, source, reading);
  }

  private static String derivedId(Against against, String jurisdiction, Force force) {
    String identity =
        String.join(
            "\n", against.kind.word(), NameKey.of(against.name), jurisdiction, force.word());
    return Slug.withHash(against.name + " " + jurisdiction, identity);
  }

  /// This restriction as a person's own.
  public Restriction byPerson() {
    return reading == null ? this : new Restriction(id, against, force, jurisdiction, source, null);
  }

  /// The same restriction under another id.
  public Restriction withId(String newId) {
    return new Restriction(newId, against, force, jurisdiction, source, reading);
  }

  /// This restriction with what its condition's name means now. What rules read, they read together
  /// with its meaning.
  public Restriction resolved(Meaning meaning) {
    var condition = against.condition();
    return condition == null || reading != null ? this : with(condition.resolved(meaning));
  }

  /// This restriction as it follows an earlier one of the same id: a curator's choice stays.
  public Restriction following(@Nullable Restriction earlier) {
    var condition = against.condition();
    return condition == null
        ? this
        : with(condition.keepingChoiceOf(earlier == null ? null : earlier.against.condition()));
  }

  private Restriction with(ConditionReference condition) {
    return new Restriction(id, Against.of(condition), force, jurisdiction, source, reading);
  }
}
