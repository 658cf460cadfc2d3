package org.livingevidence.gateway.intake.drug;

import java.util.regex.Pattern;
import org.livingevidence.gateway.intake.topic.NameKey;

/// The form in which names of drug classes are compared: labels write "TNF blocking agents" where a
/// drug's class is "Tumor necrosis factor inhibitor".
public final class DrugClass {
  private static final Pattern TNF =
      Pattern.compile("(tumou?r necrosis factor( alpha| α)?( tnf)?|tnf)( alpha| α)?(?= |$)");
  private static final Pattern BLOCKING =
      Pattern.compile("blocking (agent|drug|antibody)|inhibiting agent|inhibitor|antagonist");

  private DrugClass() {}

  /// The key of a class: without case, plural and possessive, with one word for those that block.
  public static String key(String name) {
    String key = NameKey.loose(NameKey.of(name)).replace("interleukin", "il");
    return BLOCKING.matcher(TNF.matcher(key).replaceAll("tnf")).replaceAll("blocker");
  }
}
