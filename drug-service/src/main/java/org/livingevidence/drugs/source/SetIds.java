package org.livingevidence.drugs.source;

import java.util.Locale;
import java.util.regex.Pattern;
import org.livingevidence.harvest.Faults;
import org.livingevidence.harvest.NewHarvest;

/// Set ids of labels as the sources know them.
public final class SetIds {
  /// What they are called in requests.
  public static final String FIELD = "setIds";

  private static final Pattern SET_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private SetIds() {}

  /// A set id as this service writes it.
  public static String plain(String setId) {
    return setId.strip().toLowerCase(Locale.ROOT);
  }

  /// Notes which are none.
  public static void check(NewHarvest wanted, Faults faults) {
    for (int i = 0; i < wanted.ids().size(); i++) {
      if (!is(wanted.ids().get(i))) {
        faults.wrong(
            FIELD + "[" + i + "]", "must be a set id: 32 hexadecimal digits in five groups");
      }
    }
  }

  /// Whether this is a set id as this service writes it.
  public static boolean is(String text) {
    return SET_ID.matcher(text).matches();
  }

  /// How many are without a name of their own.
  public static String counted(int ids) {
    return ids == 1 ? "1 set id" : ids + " set ids";
  }
}
