package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.topic.NameKey;

/// Whom a statement covers. What is not stated is not "all".
///
/// @param ageMax the last age that is included
/// @param text the population in the words of the source
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Population(
    @Nullable Bound ageMin,
    @Nullable Bound ageMax,
    @Nullable Bound weightMin,
    @Nullable Bound weightMax,
    @Nullable String severity,
    @Nullable String priorTherapy,
    @Nullable String biomarker,
    @Nullable String text) {
  private static final Population NOBODY_STATED =
      new Population(null, null, null, null, null, null, null, null);

  static Population read(FormObject form) {
    var population =
        new Population(
            form.object("ageMin", Bound::age),
            form.object("ageMax", Bound::age),
            form.object("weightMin", Bound::weight),
            form.object("weightMax", Bound::weight),
            form.text("severity", FormObject.LINE),
            form.text("priorTherapy", FormObject.PASSAGE),
            form.text("biomarker", FormObject.LINE),
            form.text("text", FormObject.PASSAGE));
    order(form, "ageMin", population.ageMin, "ageMax", population.ageMax);
    order(form, "weightMin", population.weightMin, "weightMax", population.weightMax);
    return population;
  }

  /// True when nothing is stated.
  boolean isEmpty() {
    return equals(NOBODY_STATED);
  }

  /// What makes this population another than the next, for ids. Stored in them: never to be
  /// changed.
  String identity() {
    return String.join(
        "|",
        identity(ageMin),
        identity(ageMax),
        identity(weightMin),
        identity(weightMax),
        identity(severity),
        identity(priorTherapy),
        identity(biomarker),
        identity(text));
  }

  private static String identity(@Nullable Bound bound) {
    return bound == null ? "" : bound.value().toPlainString() + bound.unit();
  }

  private static String identity(@Nullable String words) {
    return words == null ? "" : NameKey.of(words);
  }

  private static void order(
      FormObject form, String minField, @Nullable Bound min, String maxField, @Nullable Bound max) {
    if (min != null && max != null && min.isAbove(max)) {
      form.fault(minField, "must not be above " + maxField);
    }
  }
}
