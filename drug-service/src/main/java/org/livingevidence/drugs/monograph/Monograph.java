package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.form.FormErrors;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.monograph.Passage.Comparison;
import org.livingevidence.drugs.monograph.Passage.KeyPoint;
import org.livingevidence.drugs.monograph.Passage.Question;
import org.livingevidence.drugs.monograph.Passage.Section;

/// An edited article about one drug or several, in the shape of its event
/// (`contracts/monograph.v1.schema.json`). What is empty is absent from the JSON.
///
/// @param id a slug
/// @param drugs ids of the drugs it is about, known here or not
/// @param readingMinutes as given, else of the words
/// @param edition the editors' own count of versions
/// @param reviewed when a person last went through it, as precise as known
@JsonInclude(Include.NON_EMPTY)
public record Monograph(
    String id,
    String title,
    List<String> drugs,
    int readingMinutes,
    String lead,
    String quickSummary,
    List<KeyPoint> keyPoints,
    List<Section> sections,
    @Nullable Comparison comparison,
    List<Question> faq,
    List<Reference> references,
    @Nullable String disclaimer,
    List<String> authors,
    @Nullable String edition,
    @Nullable String reviewed) {
  /// The field that a write's answer has besides, with what the lint found.
  static final String LINT = "lint";

  private static final int LONGEST_ID = 100;
  private static final int WORDS_A_MINUTE = 200;
  private static final int MOST_MINUTES = 600;
  private static final Pattern BLANK = Pattern.compile("\\s+");

  public Monograph {
    title = present(title);
    lead = present(lead);
    quickSummary = present(quickSummary);
    drugs = list(drugs);
    keyPoints = list(keyPoints);
    sections = list(sections);
    faq = list(faq);
    references = list(references);
    authors = list(authors);
    readingMinutes =
        readingMinutes > 0
            ? readingMinutes
            : minutes(lead, quickSummary, keyPoints, sections, comparison, faq);
  }

  @SuppressWarnings("NullAway") // what is empty is absent from stored JSON
  private static String present(String text) {
    return text == null ? "" : text;
  }

  @SuppressWarnings("NullAway") // what is empty is absent from stored JSON
  private static <T> List<T> list(List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  /// Its form, as it is served and can be sent back.
  public JsonNode form() {
    return MonographJson.tree(this);
  }

  /// What the drugs that it is about say of it.
  Drug.Monograph summary() {
    return new Drug.Monograph(id, title, lead, quickSummary);
  }

  /// Reads the form of a monograph.
  ///
  /// @param expectedId the id that it has to have; null takes the form's, or makes it of the title
  /// @throws InvalidForm with every fault found
  public static Monograph read(JsonNode form, @Nullable String expectedId) {
    return read(form, expectedId, false);
  }

  /// Reads the form of a draft: what cannot be published yet is taken as it is.
  ///
  /// @throws InvalidForm when there is something in it that is no part of an article at all
  public static Monograph readDraft(JsonNode form, @Nullable String expectedId) {
    return read(form, expectedId, true);
  }

  private static Monograph read(JsonNode form, @Nullable String expectedId, boolean draft) {
    var errors = new FormErrors();
    var prose = new Prose(draft);
    var monograph = FormObject.read(form, "", errors, object -> read(object, expectedId, prose));
    if (!errors.isEmpty()) {
      throw new InvalidForm(errors.found());
    }
    return monograph;
  }

  private static Monograph read(FormObject form, @Nullable String expectedId, Prose prose) {
    form.ignore(LINT);
    String given = form.code("id", Slug.PATTERN, "lower case words joined by hyphens");
    String title = prose.line(form, "title");
    String id = given != null ? given : expectedId != null ? expectedId : Slug.of(title);
    if (expectedId != null && !id.equals(expectedId)) {
      form.fault("id", "must be " + expectedId + ", the id in the address");
    }
    if (id.length() > LONGEST_ID || (id.isEmpty() && (prose.isDraft() || !title.isEmpty()))) {
      form.fault(
          given == null ? "title" : "id", "must give an id of 1 to " + LONGEST_ID + " characters");
    }
    var monograph =
        new Monograph(
            id,
            title,
            drugs(form, prose),
            readingMinutes(form),
            prose.passage(form, "lead"),
            prose.passage(form, "quickSummary"),
            form.objects("keyPoints", 50, point -> KeyPoint.read(point, prose)),
            form.objects("sections", 100, section -> Section.read(section, prose)),
            form.object("comparison", table -> Comparison.read(table, prose)),
            form.objects("faq", 200, question -> Question.read(question, prose)),
            form.objects("references", 500, reference -> Reference.read(reference, prose)),
            prose.optionalPassage(form, "disclaimer"),
            form.texts("authors", FormObject.LINE),
            prose.optionalLine(form, "edition"),
            form.date("reviewed"));
    if (id.equals(LINT)) {
      form.fault("id", "must not be \"lint\", which is an address of its own");
    }
    if (monograph.sections.isEmpty()) {
      prose.unlessDraft(form, "sections", "must have at least one section");
    }
    for (int i = 0; i < monograph.references.size(); i++) {
      int number = monograph.references.get(i).number();
      if (number > 0 && number != i + 1) {
        prose.unlessDraft(
            form,
            "references[" + i + "].number",
            "must be " + (i + 1) + ": references are numbered from 1 in the order of the list");
      }
    }
    prose.resolve(monograph.references);
    return monograph;
  }

  private static List<String> drugs(FormObject form, Prose prose) {
    List<String> drugs = form.texts("drugs", LONGEST_ID);
    if (drugs.isEmpty()) {
      prose.unlessDraft(form, "drugs", "must name at least one drug by its id");
    }
    if (drugs.size() > 50) {
      form.fault("drugs", "must be at most 50");
    }
    for (int i = 0; i < drugs.size(); i++) {
      if (!Slug.PATTERN.matcher(drugs.get(i)).matches()) {
        form.fault("drugs[" + i + "]", "must be the id of a drug: its INN as a slug");
      }
    }
    return drugs;
  }

  private static int readingMinutes(FormObject form) {
    var minutes = form.number("readingMinutes");
    if (minutes == null) {
      return 0;
    }
    if (minutes.scale() > 0
        || minutes.signum() < 1
        || minutes.compareTo(BigDecimal.valueOf(MOST_MINUTES)) > 0) {
      form.fault("readingMinutes", "must be a whole number from 1 to " + MOST_MINUTES);
      return 0;
    }
    return minutes.intValue();
  }

  /// At two hundred words a minute, what is begun counting.
  private static int minutes(
      String lead,
      String quickSummary,
      List<KeyPoint> keyPoints,
      List<Section> sections,
      @Nullable Comparison comparison,
      List<Question> faq) {
    var texts = new ArrayList<String>(List.of(lead, quickSummary));
    keyPoints.forEach(point -> texts.addAll(List.of(point.label(), point.text())));
    for (var section : sections) {
      texts.add(section.heading());
      section.paragraphs().forEach(paragraph -> texts.add(paragraph.text()));
    }
    if (comparison != null) {
      comparison.rows().forEach(row -> texts.addAll(row.cells()));
    }
    faq.forEach(one -> texts.addAll(List.of(one.question(), one.answer())));
    int words = 0;
    for (String text : texts) {
      words += text.isEmpty() ? 0 : BLANK.split(text).length;
    }
    return Math.clamp((words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE, 1, MOST_MINUTES);
  }
}
