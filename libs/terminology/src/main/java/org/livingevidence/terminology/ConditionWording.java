package org.livingevidence.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How medical English words the names of diseases, by the [ConditionLexicon].
final class ConditionWording implements Wording {
  /// The same in other words.
  private static final int SAME = 0;

  /// The quality for the thing: `hypertensive`.
  private static final int QUALITY = 1;

  /// A word that is used for the name, but may mean less: `kidney damage`.
  private static final int LOOSE = 2;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int MOST_WORDS = 5;
  private static final int SHORT = 3;

  @Override
  public void teach(Vocabulary vocabulary) {
    Fold fold = new Fold();
    for (String line : ConditionLexicon.ALIASES.strip().split("\n")) {
      int number = -1;
      for (String word : SPACE.split(line.strip())) {
        int length = fold.fold(word, 0, word.length(), Letters.of(word.charAt(0)));
        if (number < 0) {
          number = vocabulary.learn(fold.characters(), length);
        } else {
          vocabulary.learnAlias(fold.characters(), length, number);
        }
      }
    }
  }

  @Override
  public boolean isVague(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ConditionLexicon.VAGUE.contains(lower)
        || (lower.endsWith("s")
            && ConditionLexicon.VAGUE.contains(lower.substring(0, lower.length() - 1)))
        || isBareAdjective(lower)
        || (name.length() <= SHORT && name.equals(name.toUpperCase(Locale.ROOT)));
  }

  /// `Congenital`: some vocabularies list it as a name.
  private static boolean isBareAdjective(String name) {
    return name.indexOf(' ') < 0 && ConditionLexicon.ADJECTIVES.stream().anyMatch(name::endsWith);
  }

  @Override
  public boolean isTurned(String name) {
    return name.contains(", ") && name.chars().noneMatch(Character::isDigit) && !name.endsWith("I");
  }

  @Override
  public void variants(String name, Variants variants) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    String[] words = SPACE.split(lower);
    boolean code = words.length == 1 && name.equals(name.toUpperCase(Locale.ROOT));
    if (words.length > MOST_WORDS
        || code
        || isVague(name)
        || name.contains(",")
        || name.contains("(")) {
      return;
    }
    order(words, variants, SAME);
    latin(words, variants);
    levels(lower, variants);
    if (words.length == 1) {
      qualities(words[0], variants);
    } else {
      heads(words, variants);
      adjectives(words, variants);
      infections(words, variants);
      drugs(words, variants);
    }
  }

  /// `Angina` is angina pectoris.
  private static void latin(String[] words, Variants variants) {
    int last = words.length - 1;
    if (last > 0 && ConditionLexicon.LATIN.contains(words[last])) {
      variants.take(join(words, 0, last), QUALITY);
    }
  }

  /// `Hypertension` is high blood pressure.
  private static void levels(String name, Variants variants) {
    for (String[] level : ConditionLexicon.LEVELS) {
      if (level[0].equals(name)) {
        for (String high : ConditionLexicon.HIGH) {
          for (int i = 1; i < level.length; i++) {
            variants.take(high + " " + level[i], QUALITY);
          }
        }
      }
    }
  }

  /// `Breast cancer` and `cancer of the breast`.
  private static void order(String[] words, Variants variants, int distance) {
    int n = words.length;
    if (Arrays.stream(words).noneMatch(ConditionLexicon.LINKS::contains)) {
      for (int head = n - 1; head >= Math.max(1, n - 2); head--) {
        String tail = join(words, head, n);
        String front = join(words, 0, head);
        variants.take(tail + " of " + front, distance);
        variants.take(tail + " of the " + front, distance);
      }
      return;
    }
    int of = Arrays.asList(words).indexOf("of");
    if (of > 0 && of < n - 1) {
      int from = words[of + 1].equals("the") ? of + 2 : of + 1;
      if (from < n) {
        variants.take(join(words, from, n) + " " + join(words, 0, of), distance);
      }
    }
  }

  /// `Occlusive arterial disease` is arterial occlusive disease; what hurts is painful.
  private static void adjectives(String[] words, Variants variants) {
    String last = words[words.length - 1];
    if (words.length == 3 && Arrays.stream(words).noneMatch(ConditionLexicon.LINKS::contains)) {
      variants.take(words[1] + " " + words[0] + " " + last, LOOSE);
    }
    if (words.length == 2 && last.equals("pain")) {
      variants.take(words[0] + " painful", LOOSE);
      variants.take(words[0] + ", painful", LOOSE);
    }
  }

  /// `Kidney diseases`: kidney damage, nephropathy.
  private static void heads(String[] words, Variants variants) {
    String front = join(words, 0, words.length - 1);
    List<String> heads = ConditionLexicon.HEADS.getOrDefault(words[words.length - 1], List.of());
    for (String head : heads) {
      String variant = front + " " + head;
      variants.take(variant, LOOSE);
      order(SPACE.split(variant), variants, LOOSE);
    }
    if (isHarm(heads)) {
      for (String form : ConditionLexicon.COMBINING.getOrDefault(front, List.of())) {
        variants.take(form + "toxicity", LOOSE);
        variants.take(form + "toxic", LOOSE);
        variants.take(form + "pathy", LOOSE);
      }
    }
  }

  private static boolean isHarm(List<String> heads) {
    return heads.containsAll(ConditionLexicon.HARM);
  }

  /// `Infectious skin diseases` are infections of the skin.
  private static void infections(String[] words, Variants variants) {
    int last = words.length - 1;
    if (last > 1
        && words[0].equals("infectious")
        && isHarm(ConditionLexicon.HEADS.getOrDefault(words[last], List.of()))) {
      String organ = join(words, 1, last);
      order(SPACE.split(organ + " infections"), variants, LOOSE);
      variants.take(organ + " infections", LOOSE);
      variants.take(organ + " structure infections", LOOSE);
      variants.take(organ + " and " + organ + " structure infections", LOOSE);
    }
  }

  /// Where drugs are spoken of, an overdose is of a drug.
  private static void drugs(String[] words, Variants variants) {
    if (words.length == 2 && words[0].equals("drug")) {
      variants.take(words[1], QUALITY);
    }
    if (words.length == 3 && words[0].equals("drug-induced") && words[2].equals("injury")) {
      variants.take(words[1] + " toxicity", QUALITY);
      for (String form : ConditionLexicon.COMBINING.getOrDefault(words[1], List.of())) {
        variants.take(form + "toxicity", QUALITY);
        variants.take(form + "toxic", QUALITY);
      }
    }
  }

  private static void qualities(String word, Variants variants) {
    for (String[] ending : ConditionLexicon.QUALITIES) {
      if (word.endsWith(ending[0])) {
        variants.take(word.substring(0, word.length() - ending[0].length()) + ending[1], QUALITY);
        return;
      }
    }
  }

  private static String join(String[] words, int from, int to) {
    return String.join(" ", Arrays.copyOfRange(words, from, to));
  }
}
