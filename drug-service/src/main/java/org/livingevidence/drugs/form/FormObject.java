package org.livingevidence.drugs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One object of a form, read field by field. Nothing is coerced: a number where text belongs is a
/// fault, so is null and so is every field that nobody asked for. A required value that is missing
/// is noted and stands in as empty, so that one reading finds all faults; the caller throws the
/// result away when [FormErrors] has any.
public final class FormObject {
  /// Longest line of text: a name, a code.
  public static final int LINE = 500;

  /// Longest passage: a sentence of a label, a summary.
  public static final int PASSAGE = 20_000;

  private static final BigDecimal TOO_LARGE = new BigDecimal("1e999");

  private final JsonNode node;
  private final String path;
  private final FormErrors errors;
  private final Set<String> asked = new LinkedHashSet<>();

  private FormObject(JsonNode node, String path, FormErrors errors) {
    this.node = node;
    this.path = path;
    this.errors = errors;
  }

  /// Reads `node` with `reader`; afterwards the fields not asked for are faults.
  public static <T> T read(
      JsonNode node, String path, FormErrors errors, Function<FormObject, T> reader) {
    if (!node.isObject()) {
      errors.add(path, "must be an object, not " + kind(node));
    }
    var object = new FormObject(node.isObject() ? node : MissingNode.getInstance(), path, errors);
    T result = reader.apply(object);
    object.rejectUnknown();
    return result;
  }

  /// Notes a fault of one of this object's fields, or of the object itself for an empty name.
  public void fault(String field, String reason) {
    errors.add(field.isEmpty() ? path : at(field), reason);
  }

  /// True when the field is there.
  public boolean has(String field) {
    return node.has(field);
  }

  /// Accepts a field without looking at it: what the service itself writes and does not take back.
  public void ignore(String field) {
    asked.add(field);
  }

  /// Text of at most `longest` characters, or null when absent.
  public @Nullable String text(String field, int longest) {
    var value = value(field);
    return value == null ? null : text(value, at(field), longest);
  }

  /// Text that has to be there.
  public String requiredText(String field, int longest) {
    String text = text(field, longest);
    if (text == null && !node.has(field)) {
      fault(field, "is required");
    }
    return text == null ? "" : text;
  }

  /// Text that matches `pattern`; `expected` says what that is.
  public @Nullable String code(String field, Pattern pattern, String expected) {
    String text = text(field, LINE);
    if (text != null && !pattern.matcher(text).matches()) {
      fault(field, "must be " + expected + ", not \"" + shown(text) + "\"");
    }
    return text;
  }

  /// One word of a vocabulary, or null when absent.
  public <E extends Enum<E> & Word> @Nullable E word(String field, Class<E> vocabulary) {
    String text = text(field, LINE);
    if (text == null) {
      return null;
    }
    for (E word : vocabulary.getEnumConstants()) {
      if (word.word().equals(text)) {
        return word;
      }
    }
    var words = new ArrayList<String>();
    for (E word : vocabulary.getEnumConstants()) {
      words.add(word.word());
    }
    fault(field, "must be one of " + String.join(", ", words) + ", not \"" + shown(text) + "\"");
    return null;
  }

  /// A word of a vocabulary that has to be there; `standIn` when it is not.
  public <E extends Enum<E> & Word> E requiredWord(String field, Class<E> vocabulary, E standIn) {
    E word = word(field, vocabulary);
    if (word == null && !node.has(field)) {
      fault(field, "is required");
    }
    return word == null ? standIn : word;
  }

  /// A number, or null when absent; without trailing zeros, so that 18.0 and 18 are the same.
  public @Nullable BigDecimal number(String field) {
    var value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      fault(field, "must be a number, not " + kind(value));
      return null;
    }
    boolean infinite = value.isFloatingPointNumber() && Double.isInfinite(value.doubleValue());
    var number = infinite ? TOO_LARGE : value.decimalValue();
    if (number.precision() > 12 || Math.abs(number.scale()) > 12) {
      fault(field, "must be a number of at most 12 digits");
      return null;
    }
    number = number.stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /// A date as precise as it is known: year, month or day.
  public @Nullable String date(String field) {
    String text = text(field, LINE);
    if (text != null && !PartialDate.isValid(text)) {
      fault(field, "must be a date as in 2012, 2012-12 or 2012-12-21, not \"" + shown(text) + "\"");
    }
    return text;
  }

  /// Texts without repetition; empty when absent.
  public List<String> texts(String field, int longest) {
    var texts = new LinkedHashSet<String>();
    eachItem(
        field,
        (item, itemPath) -> {
          String text = text(item, itemPath, longest);
          if (text != null && !texts.add(text)) {
            errors.add(itemPath, "repeats \"" + shown(text) + "\"");
          }
        });
    return List.copyOf(texts);
  }

  /// Texts in their order, repetition allowed; empty when absent. A text that is refused stands in
  /// as empty, so that the others keep their places.
  public List<String> lines(String field, int longest) {
    var texts = new ArrayList<String>();
    eachItem(
        field,
        (item, itemPath) -> {
          String text = text(item, itemPath, longest);
          texts.add(text == null ? "" : text);
        });
    return List.copyOf(texts);
  }

  /// Whole numbers from 1, without repetition; empty when absent.
  public List<Integer> ordinals(String field) {
    var numbers = new LinkedHashSet<Integer>();
    eachItem(
        field,
        (item, itemPath) -> {
          if (!item.isNumber()
              || item.decimalValue().stripTrailingZeros().scale() > 0
              || item.decimalValue().compareTo(BigDecimal.ONE) < 0
              || item.decimalValue().precision() > 6) {
            errors.add(itemPath, "must be a whole number from 1, not " + shown(item.asText()));
          } else if (!numbers.add(item.intValue())) {
            errors.add(itemPath, "repeats " + item.intValue());
          }
        });
    return List.copyOf(numbers);
  }

  /// The object in a field, or null when absent.
  public <T> @Nullable T object(String field, Function<FormObject, T> reader) {
    var value = value(field);
    return value == null ? null : read(value, at(field), errors, reader);
  }

  /// The object in a field that has to be there.
  public <T> T requiredObject(String field, Function<FormObject, T> reader) {
    if (!node.has(field)) {
      fault(field, "is required");
      asked.add(field);
      return reader.apply(new FormObject(MissingNode.getInstance(), at(field), new FormErrors()));
    }
    var value = value(field);
    return read(value == null ? MissingNode.getInstance() : value, at(field), errors, reader);
  }

  /// The objects of a list; empty when absent.
  public <T> List<T> objects(String field, int most, Function<FormObject, T> reader) {
    var objects = new ArrayList<T>();
    eachItem(
        field,
        (item, itemPath) -> {
          if (objects.size() == most) {
            errors.add(itemPath, "is one too many: at most " + most + " are taken");
          }
          if (objects.size() < most) {
            objects.add(read(item, itemPath, errors, reader));
          }
        });
    return List.copyOf(objects);
  }

  private interface Item {
    void accept(JsonNode item, String path);
  }

  private void eachItem(String field, Item reader) {
    var value = value(field);
    if (value == null) {
      return;
    }
    if (!value.isArray()) {
      fault(field, "must be a list, not " + kind(value));
      return;
    }
    int index = 0;
    for (var item : value) {
      reader.accept(item, at(field) + "[" + index++ + "]");
    }
  }

  private @Nullable JsonNode value(String field) {
    asked.add(field);
    var value = node.get(field);
    if (value != null && value.isNull()) {
      fault(field, "must not be null: leave out what is not known");
      return null;
    }
    return value;
  }

  private @Nullable String text(JsonNode value, String where, int longest) {
    if (!value.isTextual()) {
      String hint = value.isNumber() ? ": put it in quotes" : "";
      errors.add(where, "must be text, not " + kind(value) + hint);
      return null;
    }
    String fault = PlainText.fault(value.textValue(), longest);
    if (fault != null) {
      errors.add(where, fault);
      return null;
    }
    return PlainText.tidy(value.textValue());
  }

  private void rejectUnknown() {
    for (var names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        errors.add(
            at(shown(name)), "is not a field of the form; known here: " + String.join(", ", asked));
      }
    }
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String shown(String text) {
    String plain = PlainText.printable(text);
    return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case STRING, BINARY -> "text";
      case NULL -> "null";
      case MISSING -> "nothing";
    };
  }
}
