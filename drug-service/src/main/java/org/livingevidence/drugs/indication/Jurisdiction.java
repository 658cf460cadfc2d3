package org.livingevidence.drugs.indication;

import java.util.Locale;
import java.util.Set;
import org.livingevidence.drugs.form.FormObject;

/// Where a regulator's word holds: an ISO 3166-1 alpha-2 country, or EU.
public final class Jurisdiction {
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private Jurisdiction() {}

  /// True for a country code in capitals or EU.
  public static boolean isValid(String code) {
    return code.equals("EU") || COUNTRIES.contains(code);
  }

  /// The jurisdiction that a form has to have.
  public static String read(FormObject form) {
    String code = form.requiredText("jurisdiction", FormObject.LINE);
    if (!code.isEmpty() && !isValid(code)) {
      form.fault("jurisdiction", "must be an ISO 3166 country code of two capitals, or EU");
    }
    return code;
  }
}
