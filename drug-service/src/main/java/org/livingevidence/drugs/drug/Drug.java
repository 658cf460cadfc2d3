package org.livingevidence.drugs.drug;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormErrors;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Restriction;

/// An active moiety with everything stated about where it is indicated and restricted: one
/// aggregate, in the shape of its event (`contracts/drug.v1.schema.json`). What is empty is absent
/// from the JSON.
///
/// @param id the INN as a slug
@JsonInclude(Include.NON_EMPTY)
public record Drug(
    String id,
    String name,
    List<String> brands,
    @Nullable Identifiers identifiers,
    @Nullable String drugClass,
    @Nullable String target,
    @Nullable String mechanism,
    List<String> routes,
    List<String> synonyms,
    List<Indication> indications,
    List<Restriction> restrictions,
    @Nullable Monograph monograph,
    Origin source) {
  private static final int MOST_STATEMENTS = 1000;
  private static final int LONGEST_ID = 100;

  public Drug {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    brands = list(brands);
    routes = list(routes);
    synonyms = list(synonyms);
    indications = list(indications);
    restrictions = list(restrictions);
    identifiers = Identifiers.NONE.equals(identifiers) ? null : identifiers;
    monograph = Monograph.NONE.equals(monograph) ? null : monograph;
    source = source == null ? Origin.CURATED : source;
  }

  private static <T> List<T> list(@Nullable List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  /// The codes that other systems know the moiety by.
  @JsonInclude(Include.NON_EMPTY)
  public record Identifiers(
      @Nullable String unii,
      @Nullable String rxcui,
      List<String> atc,
      @Nullable String drugbank,
      List<String> mesh) {
    /// The code of a substance alone.
    public static Identifiers of(@Nullable String unii) {
      return new Identifiers(unii, null, List.of(), null, List.of());
    }

    static final Identifiers NONE = new Identifiers(null, null, List.of(), null, List.of());

    private static final Pattern UNII = Pattern.compile("[0-9A-Z]{10}");
    private static final Pattern RXCUI = Pattern.compile("[1-9][0-9]{0,9}");
    private static final Pattern ATC = Pattern.compile("[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}");
    private static final Pattern DRUGBANK = Pattern.compile("DB[0-9]{5}");
    private static final Pattern MESH = Pattern.compile("[CD][0-9]+");

    public Identifiers {
      atc = list(atc);
      mesh = list(mesh);
    }

    static Identifiers read(FormObject form) {
      List<String> concepts = form.texts("mesh", FormObject.LINE);
      for (int i = 0; i < concepts.size(); i++) {
        if (!MESH.matcher(concepts.get(i)).matches()) {
          form.fault("mesh[" + i + "]", "must be a MeSH unique id such as D053590");
        }
      }
      List<String> codes = form.texts("atc", FormObject.LINE);
      for (int i = 0; i < codes.size(); i++) {
        if (!ATC.matcher(codes.get(i)).matches()) {
          form.fault("atc[" + i + "]", "must be a code of the fifth level such as L04AC03");
        }
      }
      return new Identifiers(
          form.code("unii", UNII, "ten capitals and digits"),
          form.code("rxcui", RXCUI, "a number in quotes"),
          codes,
          form.code("drugbank", DRUGBANK, "DB and five digits"),
          concepts);
    }
  }

  /// What a drug says of the monograph about it: where it is and how it begins. It follows the
  /// monograph; a form that has it was read here and is sent back.
  ///
  /// @param id absent only where a summary was written before monographs were held
  /// @param summary the monograph's quick summary
  @JsonInclude(Include.NON_EMPTY)
  public record Monograph(
      @Nullable String id,
      @Nullable String title,
      @Nullable String lead,
      @Nullable String summary) {
    static final Monograph NONE = new Monograph(null, null, null, null);

    static Monograph read(FormObject form) {
      List.of("id", "title", "lead", "summary").forEach(form::ignore);
      if (!form.has("id")) {
        form.fault(
            "",
            "is taken from the monograph that names the drug: write that one"
                + " (/api/v1/monographs, or a file of the drug form)");
      }
      return NONE;
    }
  }

  /// Where the record as a whole comes from: a person entered it, or labels introduced it and it
  /// follows them until a person changes it.
  ///
  /// @param kind `curated` or `label`
  /// @param setId of the label that speaks first, null when a person entered it
  @JsonInclude(Include.NON_NULL)
  public record Origin(String kind, @Nullable String setId) {
    static final Origin CURATED = new Origin("curated", null);
    private static final String LABEL = "label";

    /// Introduced by labels.
    public static Origin label(String setId) {
      return new Origin(LABEL, setId);
    }

    boolean introduced() {
      return kind.equals(LABEL);
    }

    /// A form that has `label` was read here and is sent back.
    static Origin read(FormObject form) {
      String kind = form.requiredText("kind", FormObject.LINE);
      String setId = form.text("setId", FormObject.LINE);
      if (kind.equals(LABEL) && setId != null) {
        return label(setId);
      }
      if (!kind.isEmpty() && !kind.equals(CURATED.kind)) {
        form.fault("kind", "must be curated");
      }
      if (setId != null) {
        form.fault("setId", "is of drugs that labels introduced");
      }
      return CURATED;
    }
  }

  /// Reads the form of a drug. Statements that were read from labels are told apart and left out:
  /// they follow the labels.
  ///
  /// @param expectedId the id that the drug has to have; null takes the form's, or makes it of the
  ///     name
  /// @throws InvalidForm with every fault found
  public static Drug read(JsonNode form, @Nullable String expectedId) {
    var errors = new FormErrors();
    var drug = FormObject.read(form, "", errors, object -> read(object, expectedId));
    if (!errors.isEmpty()) {
      throw new InvalidForm(errors.found());
    }
    return drug;
  }

  private static Drug read(FormObject form, @Nullable String expectedId) {
    String given = form.code("id", Slug.PATTERN, "lower case words joined by hyphens");
    String name = form.requiredText("name", FormObject.LINE);
    String id = given != null ? given : expectedId != null ? expectedId : Slug.of(name);
    if (expectedId != null && !id.equals(expectedId)) {
      form.fault("id", "must be " + expectedId + ", the id in the address");
    }
    if (id.length() > LONGEST_ID || (id.isEmpty() && !name.isEmpty())) {
      form.fault(
          given == null ? "name" : "id", "must give an id of 1 to " + LONGEST_ID + " characters");
    }
    var drug =
        new Drug(
            id,
            name,
            form.texts("brands", FormObject.LINE),
            form.object("identifiers", Identifiers::read),
            form.text("drugClass", FormObject.LINE),
            form.text("target", FormObject.LINE),
            form.text("mechanism", FormObject.PASSAGE),
            form.texts("routes", FormObject.LINE),
            form.texts("synonyms", FormObject.LINE),
            form.objects("indications", MOST_STATEMENTS, Indication::read).stream()
                .filter(each -> each.reading() == null)
                .toList(),
            form.objects("restrictions", MOST_STATEMENTS, Restriction::read).stream()
                .filter(each -> each.reading() == null)
                .toList(),
            form.object("monograph", Monograph::read),
            form.has("source") ? form.requiredObject("source", Origin::read) : Origin.CURATED);
    repeated(form, "indications", drug.indications.stream().map(Indication::id).toList());
    repeated(form, "restrictions", drug.restrictions.stream().map(Restriction::id).toList());
    return drug;
  }

  private static void repeated(FormObject form, String field, List<String> ids) {
    var seen = new HashSet<String>();
    for (int i = 0; i < ids.size(); i++) {
      if (!seen.add(ids.get(i))) {
        form.fault(
            field + "[" + i + "]",
            "states the same as "
                + field
                + "["
                + ids.indexOf(ids.get(i))
                + "]: the same "
                + (field.equals("indications")
                    ? "condition, jurisdiction, intent, population and regimen"
                    : "object, jurisdiction and force"));
      }
    }
  }

  /// This drug with other statements.
  public Drug with(List<Indication> newIndications, List<Restriction> newRestrictions) {
    return with(newIndications, newRestrictions, monograph);
  }

  /// This drug with what is said of its monograph now.
  Drug with(@Nullable Monograph newMonograph) {
    return with(indications, restrictions, newMonograph);
  }

  /// This drug as a person entered it, unless that is what labels made of it.
  Drug enteredOver(@Nullable Drug current) {
    if (!source.introduced()) {
      return this;
    }
    boolean same = current != null && source.equals(current.source) && described(current);
    return with(indications, restrictions, monograph, same ? source : Origin.CURATED);
  }

  private boolean described(Drug other) {
    return name.equals(other.name)
        && brands.equals(other.brands)
        && Objects.equals(identifiers, other.identifiers)
        && Objects.equals(drugClass, other.drugClass)
        && Objects.equals(target, other.target)
        && Objects.equals(mechanism, other.mechanism)
        && routes.equals(other.routes)
        && synonyms.equals(other.synonyms);
  }

  /// Whether nobody but labels says anything of it.
  boolean onlyIntroduced() {
    return source.introduced()
        && monograph == null
        && indications.stream().allMatch(one -> one.reading() != null)
        && restrictions.stream().allMatch(one -> one.reading() != null);
  }

  private Drug with(
      List<Indication> newIndications,
      List<Restriction> newRestrictions,
      @Nullable Monograph newMonograph) {
    return with(newIndications, newRestrictions, newMonograph, source);
  }

  private Drug with(
      List<Indication> newIndications,
      List<Restriction> newRestrictions,
      @Nullable Monograph newMonograph,
      Origin newSource) {
    return new Drug(
        id,
        name,
        brands,
        identifiers,
        drugClass,
        target,
        mechanism,
        routes,
        synonyms,
        newIndications,
        newRestrictions,
        newMonograph,
        newSource);
  }
}
