package org.livingevidence.bibliography.markup;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The elements that markup may hold, and what others are taken for. What stands in neither list
/// loses its tags and keeps its text.
final class MarkupElements {
  /// Italic, bold, underlined, raised, lowered, small capitals.
  static final Set<String> STYLES = Set.of("i", "b", "u", "sup", "sub", "sc");

  static final String MATH = "math";

  /// Those of MathML's presentation elements that only show something.
  static final Set<String> MATHS =
      Set.of(
          MATH,
          "mrow",
          "mi",
          "mn",
          "mo",
          "mtext",
          "mspace",
          "mfrac",
          "msqrt",
          "mroot",
          Fenced.NAME,
          "menclose",
          "msub",
          "msup",
          "msubsup",
          "munder",
          "mover",
          "munderover",
          "mmultiscripts",
          "mprescripts",
          "none",
          "mtable",
          "mtr",
          "mtd");

  /// What holds no text that is meant to be read.
  static final Set<String> UNREAD =
      Set.of("annotation", "annotation-xml", "tex-math", "script", "style");

  private static final Map<String, String> OTHER_STYLES =
      Map.ofEntries(
          Map.entry("em", "i"),
          Map.entry("italic", "i"),
          Map.entry("strong", "b"),
          Map.entry("bold", "b"),
          Map.entry("underline", "u"),
          Map.entry("superscript", "sup"),
          Map.entry("subscript", "sub"),
          Map.entry("inf", "sub"),
          Map.entry("scp", "sc"));

  /// These hold any number of elements where another expects one.
  private static final Map<String, String> OTHER_MATHS =
      Map.of(
          "mstyle", "mrow",
          "mpadded", "mrow",
          "mphantom", "mrow",
          "merror", "mrow",
          "semantics", "mrow",
          "maction", "mrow",
          "ms", "mtext",
          "mlabeledtr", "mtr");

  private static final Pattern TRUTH = Pattern.compile("true|false");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?(em|ex|px|pt)?");

  /// Written out as text, so that no sign does any harm.
  private static final Pattern SIGNS = Pattern.compile("[^\\p{Cntrl}]{0,32}");

  private static final Pattern ALIGNMENT =
      Pattern.compile("(left|center|right)( (left|center|right)){0,31}");
  private static final Map<String, Pattern> VARIANT =
      Map.of("mathvariant", Pattern.compile("[a-z]{4,10}(-[a-z]{4,10}){0,2}"));

  private static final Map<String, Map<String, Pattern>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry(MATH, Map.of("display", Pattern.compile("block|inline"))),
          Map.entry("mi", VARIANT),
          Map.entry("mn", VARIANT),
          Map.entry("mtext", VARIANT),
          Map.entry(
              "mo",
              Map.of(
                  "mathvariant",
                  Pattern.compile("[a-z]{4,10}(-[a-z]{4,10}){0,2}"),
                  "stretchy",
                  TRUTH,
                  "fence",
                  TRUTH,
                  "separator",
                  TRUTH,
                  "largeop",
                  TRUTH,
                  "movablelimits",
                  TRUTH,
                  "accent",
                  TRUTH)),
          Map.entry("mover", Map.of("accent", TRUTH)),
          Map.entry("munder", Map.of("accentunder", TRUTH)),
          Map.entry("munderover", Map.of("accent", TRUTH, "accentunder", TRUTH)),
          Map.entry("mspace", Map.of("width", LENGTH)),
          Map.entry("mfrac", Map.of("linethickness", LENGTH)),
          Map.entry(Fenced.NAME, Map.of("open", SIGNS, "close", SIGNS, "separators", SIGNS)),
          Map.entry(
              "menclose", Map.of("notation", Pattern.compile("[a-z]{3,20}( [a-z]{3,20}){0,7}"))),
          Map.entry("mtable", Map.of("columnalign", ALIGNMENT)),
          Map.entry("mtd", Map.of("columnalign", ALIGNMENT)));

  private MarkupElements() {}

  static boolean allowed(String name) {
    return STYLES.contains(name) || MATHS.contains(name);
  }

  /// @param inMath whether it stands inside a formula
  /// @return the allowed element that another means; null when it means none here
  static @Nullable String meant(String name, boolean inMath) {
    if (inMath) {
      return MATHS.contains(name) && !name.equals(MATH) ? name : OTHER_MATHS.get(name);
    }
    return STYLES.contains(name) || name.equals(MATH) ? name : OTHER_STYLES.get(name);
  }

  /// @param values the attributes that are there, by their names
  /// @return those that are allowed, in the order of their names
  static Map<String, String> attributes(String name, Function<String, @Nullable String> values) {
    Map<String, Pattern> allowed = ATTRIBUTES.getOrDefault(name, Map.of());
    if (allowed.isEmpty()) {
      return Map.of();
    }
    Map<String, String> kept = new TreeMap<>();
    allowed.forEach(
        (attribute, pattern) -> {
          String value = values.apply(attribute);
          if (value != null && pattern.matcher(value).matches()) {
            kept.put(attribute, value);
          }
        });
    return kept;
  }
}
