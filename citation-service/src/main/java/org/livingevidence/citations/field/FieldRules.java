package org.livingevidence.citations.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Problems;

/// Collects what is wrong with a body, field by field, so that the writer learns of everything at
/// once.
public final class FieldRules {
  private static final int MOST_ERRORS = 50;

  private final List<FieldError> errors = new ArrayList<>();

  /// Notes one field at fault; beyond fifty it is enough.
  ///
  /// @param field the path, `authors[0].orcid`
  /// @param reason what is wrong and what was expected
  public void wrong(String field, String reason) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new FieldError(field, reason));
    }
  }

  /// @return the value, for whoever needs it; null after noting that it is missing
  public <T> @Nullable T required(String field, @Nullable T value) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      wrong(field, "is missing");
    }
    return value;
  }

  /// Notes a value that is there and does not match.
  public void matches(String field, @Nullable String value, Pattern pattern, String expected) {
    if (value != null && !pattern.matcher(value).matches()) {
      wrong(field, "must be " + expected + ", not \"" + shortened(value) + "\"");
    }
  }

  /// Notes a value that is there and is none of these.
  public void oneOf(String field, @Nullable String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      wrong(
          field,
          "must be one of " + String.join(", ", allowed) + ", not \"" + shortened(value) + "\"");
    }
  }

  /// Notes a field that this service decides and the writer decided otherwise.
  public void decidedHere(String field, @Nullable Object written, @Nullable Object decided) {
    if (written != null && !written.equals(decided)) {
      wrong(field, "is decided by this service" + (decided == null ? "" : ": " + decided));
    }
  }

  /// Notes what stands twice in a list.
  public void distinct(String field, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        wrong(field + "[" + i + "]", "stands in the list before");
      }
    }
  }

  /// Notes text that no reader could show: control characters, halves of surrogate pairs, nothing
  /// but white space.
  public void readable(JsonNode node, String path) {
    if (node.isTextual()) {
      String fault = fault(node.textValue());
      if (fault != null) {
        wrong(path, fault);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        if (node.get(i).isNull()) {
          wrong(path + "[" + i + "]", "must not be null");
        }
        readable(node.get(i), path + "[" + i + "]");
      }
    } else if (node.isObject()) {
      for (var field : node.properties()) {
        readable(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
      }
    }
  }

  /// @return whether nothing was wrong so far
  public boolean passed() {
    return errors.isEmpty();
  }

  /// Throws a 422 problem with everything that is wrong, if anything is.
  ///
  /// @param what what was to be written, `citation`
  public void refuseUnlessPassed(String what) {
    if (!errors.isEmpty()) {
      FieldError first = errors.getFirst();
      throw Problems.unprocessable(
          "The "
              + what
              + " is not valid: "
              + first.field()
              + " "
              + first.reason()
              + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : ""),
          errors);
    }
  }

  private static @Nullable String fault(String text) {
    if (text.isBlank()) {
      return "must not be blank";
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\t') {
        return "holds a control character at position " + i;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "holds half of a character at position " + i;
      }
    }
    return null;
  }

  private static String shortened(String value) {
    return value.length() > 60 ? value.substring(0, 60) + "…" : value;
  }
}
