package org.livingevidence.drugs.label;

import java.util.Collection;
import java.util.regex.Pattern;

/// What the numbers of applications with the US agency tell of the products marketed under them.
public final class ApplicationNumbers {
  private static final Pattern APPROVED = Pattern.compile("(?:NDA|ANDA|BLA)\\d+");
  private static final Pattern GENERIC = Pattern.compile("ANDA\\d+");

  private ApplicationNumbers() {}

  /// Whether the agency approved one of the products.
  public static boolean approved(Collection<String> numbers) {
    return numbers.stream().anyMatch(number -> APPROVED.matcher(number).matches());
  }

  /// Whether there is no product but generics, or none that was approved.
  public static boolean generic(Collection<String> numbers) {
    return numbers.stream()
        .filter(number -> APPROVED.matcher(number).matches())
        .allMatch(number -> GENERIC.matcher(number).matches());
  }
}
