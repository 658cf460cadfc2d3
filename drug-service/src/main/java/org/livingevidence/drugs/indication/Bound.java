package org.livingevidence.drugs.indication;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.Word;

/// A bound of age or weight with its unit (UCUM).
///
/// @param value above or at 0, without trailing zeros
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Bound(BigDecimal value, String unit) {
  /// Units of age: year, month, week, day; with their length in days.
  enum AgeUnit implements Word {
    YEAR("a", "365.25"),
    MONTH("mo", "30.4375"),
    WEEK("wk", "7"),
    DAY("d", "1");

    private final String word;
    private final BigDecimal days;

    AgeUnit(String word, String days) {
      this.word = word;
      this.days = new BigDecimal(days);
    }

    @Override
    public String word() {
      return word;
    }
  }

  /// Units of weight, with what they are in grams.
  enum WeightUnit implements Word {
    KILOGRAM("kg", "1000"),
    GRAM("g", "1");

    private final String word;
    private final BigDecimal grams;

    WeightUnit(String word, String grams) {
      this.word = word;
      this.grams = new BigDecimal(grams);
    }

    @Override
    public String word() {
      return word;
    }
  }

  private static final BigDecimal OLDEST_DAYS = new BigDecimal(150 * 366);
  private static final BigDecimal HEAVIEST_GRAMS = new BigDecimal(1_000_000);

  static Bound age(FormObject form) {
    return read(form, form.requiredWord("unit", AgeUnit.class, AgeUnit.YEAR), OLDEST_DAYS);
  }

  static Bound weight(FormObject form) {
    return read(
        form, form.requiredWord("unit", WeightUnit.class, WeightUnit.KILOGRAM), HEAVIEST_GRAMS);
  }

  private static Bound read(FormObject form, Word unit, BigDecimal most) {
    var value = form.number("value");
    if (value == null) {
      if (!form.has("value")) {
        form.fault("value", "is required");
      }
      return new Bound(BigDecimal.ZERO, unit.word());
    }
    var bound = new Bound(value, unit.word());
    if (value.signum() < 0) {
      form.fault("value", "must not be negative");
    } else if (bound.inSmallestUnit().compareTo(most) > 0) {
      form.fault("value", value.toPlainString() + " " + unit.word() + " is beyond any patient");
    }
    return bound;
  }

  boolean isAbove(Bound other) {
    return inSmallestUnit().compareTo(other.inSmallestUnit()) > 0;
  }

  /// Days for an age, grams for a weight.
  private BigDecimal inSmallestUnit() {
    for (var age : AgeUnit.values()) {
      if (age.word.equals(unit)) {
        return value.multiply(age.days);
      }
    }
    for (var weight : WeightUnit.values()) {
      if (weight.word.equals(unit)) {
        return value.multiply(weight.grams);
      }
    }
    throw new IllegalStateException("A bound in the unit " + unit);
  }
}
