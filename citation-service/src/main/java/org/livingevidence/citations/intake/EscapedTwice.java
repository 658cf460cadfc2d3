package org.livingevidence.citations.intake;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text that was escaped for XML twice, so that a reference to a character stands where the
/// character should: `p &lt; 0.05` as a reader would see it.
///
/// Only references that cannot be anything else are resolved: those that XML knows, numbers of
/// characters, dashes and the fixed space. `P&onemacr;` stays as it came: nobody defines it.
public final class EscapedTwice {
  /// Why such a text could be mended.
  public static final String BASIS = "characters escaped twice";

  private static final Map<String, String> NAMED =
      Map.of(
          "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "mdash",
          "\u2014", "ndash", "\u2013");

  private static final Pattern REFERENCE =
      Pattern.compile("&(lt|gt|amp|quot|apos|nbsp|mdash|ndash|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});");

  private static final Pattern IN_MARKUP =
      Pattern.compile(REFERENCE.pattern().replaceFirst("&", "&amp;"));

  private EscapedTwice() {}

  /// @param text as XML gives it, references resolved once
  /// @return the text with them resolved again, null when there are none
  public static @Nullable String reversed(String text) {
    return text.indexOf('&') < 0 ? null : replaced(text, REFERENCE, false);
  }

  /// The same in text that is XML itself, in which such a reference begins with an escaped
  /// ampersand.
  ///
  /// @return XML, null when there are none
  static @Nullable String reversedInMarkup(String xml) {
    return xml.contains("&amp;") ? replaced(xml, IN_MARKUP, true) : null;
  }

  private static @Nullable String replaced(String text, Pattern pattern, boolean escape) {
    Matcher reference = pattern.matcher(text);
    StringBuilder replaced = new StringBuilder(text.length());
    boolean any = false;
    while (reference.find()) {
      String character = character(reference.group(1));
      any |= character != null;
      String instead = character == null ? reference.group() : character;
      reference.appendReplacement(
          replaced,
          Matcher.quoteReplacement(escape && character != null ? escaped(instead) : instead));
    }
    return any ? reference.appendTail(replaced).toString() : null;
  }

  /// Null when the number is none that a text may hold.
  private static @Nullable String character(String reference) {
    if (!reference.startsWith("#")) {
      return NAMED.get(reference);
    }
    boolean hexadecimal = Character.toLowerCase(reference.charAt(1)) == 'x';
    int number =
        hexadecimal
            ? Integer.parseInt(reference.substring(2), 16)
            : Integer.parseInt(reference.substring(1));
    boolean shown =
        number >= 0x20
            && (number < 0x7f || number >= 0xa0)
            && Character.isDefined(number)
            && Character.getType(number) != Character.SURROGATE
            && Character.getType(number) != Character.PRIVATE_USE;
    return shown ? Character.toString(number) : null;
  }

  private static String escaped(String character) {
    return switch (character) {
      case "<" -> "&lt;";
      case ">" -> "&gt;";
      case "&" -> "&amp;";
      default -> character;
    };
  }
}
