package org.livingevidence.access;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with a JSON body, in words for its sender: the line and column where it is no
/// JSON, else the path of the field, what stands there and what was expected. Jackson's own
/// messages name Java classes and are not passed on.
final class JsonFaults {
  private static final int LONGEST_VALUE = 80;

  private JsonFaults() {}

  static HttpProblem problem(JsonProcessingException fault) {
    if (fault instanceof JsonMappingException mapping
        && !(mapping.getCause() instanceof StreamReadException)) {
      return field(mapping);
    }
    Throwable cause = fault.getCause();
    return syntax(cause instanceof StreamReadException inner ? inner : fault);
  }

  private static HttpProblem syntax(JsonProcessingException fault) {
    String what = fault.getOriginalMessage();
    int marker = what.indexOf("(start marker");
    String reason = (marker < 0 ? what : what.substring(0, marker)).replaceAll("\\s+", " ").strip();
    JsonLocation at = fault.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    var builder =
        Problems.builder(
                Status.BAD_REQUEST, "The body is not valid JSON" + where + ": " + reason + ".")
            .with("errors", List.of(new FieldError("", reason)));
    if (at != null) {
      builder.with("line", at.getLineNr()).with("column", at.getColumnNr());
    }
    return builder.build();
  }

  private static HttpProblem field(JsonMappingException fault) {
    String field = path(fault.getPath());
    String reason = reason(fault);
    String where = field.isEmpty() ? "The body" : "The field \"" + field + "\"";
    return Problems.of(
        Status.BAD_REQUEST, where + " " + reason + ".", new FieldError(field, reason));
  }

  private static String reason(JsonMappingException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown -> {
        var known = unknown.getKnownPropertyIds();
        yield "is not known here"
            + (known == null || known.isEmpty()
                ? ""
                : "; known are "
                    + known.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      }
      case InvalidFormatException format ->
          "is " + shown(format.getValue()) + " but must be " + expected(format.getTargetType());
      case ValueInstantiationException refused -> refused(refused.getCause());
      case MismatchedInputException mismatch when absent(mismatch) ->
          "is missing or null but must be " + expected(mismatch.getTargetType());
      case MismatchedInputException mismatch -> "must be " + expected(mismatch.getTargetType());
      default -> fault.getCause() == null ? "cannot be read" : refused(fault.getCause());
    };
  }

  private static boolean absent(MismatchedInputException mismatch) {
    String message = mismatch.getOriginalMessage();
    return message != null && (message.contains("null") || message.startsWith("Missing"));
  }

  /// A record's own constructor refused its values: its words are ours.
  private static String refused(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    if (message != null && cause instanceof IllegalArgumentException) {
      return "is refused: " + message;
    }
    if (message != null && cause instanceof NullPointerException && message.matches("\\w+")) {
      return "lacks \"" + message + "\"";
    }
    return "cannot be accepted as it stands";
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    String cut = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    return value instanceof Number || value instanceof Boolean ? cut : "\"" + cut + "\"";
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(EnumNames::of)
              .collect(Collectors.joining(", "));
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (List.<Class<?>>of(
            int.class, Integer.class, long.class, Long.class, short.class, BigInteger.class)
        .contains(type)) {
      return "a whole number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == BigDecimal.class) {
      return "a number";
    }
    if (type == LocalDate.class) {
      return "a date as in 2026-01-31";
    }
    if (type == Instant.class) {
      return "a time as in 2026-01-31T12:00:00Z";
    }
    if (type == Duration.class) {
      return "a duration as in PT30S";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "of another type";
  }

  /// `indications[0].population.ageMin`.
  static String path(List<JsonMappingException.Reference> references) {
    var path = new StringBuilder();
    for (var reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
