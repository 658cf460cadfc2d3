package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.indication.AgainstKind;
import org.livingevidence.drugs.indication.Force;
import org.livingevidence.drugs.indication.Restriction;
import org.livingevidence.terminology.Dictionary;

/// A sentence that allows a drug together with what a source restricts it with.
final class AgainstRestriction implements Rule {
  static final String CODE = "against-restriction";

  private static final Pattern ALLOWS =
      of(
          "\\b(?:can|may|is|are|could)(?: also| safely| often| usually| typically)*"
              + "(?: be)?(?: used| given| taken| combined| administered| paired)"
              + "[^.;]{0,40}?\\b(?:with|together|alongside)\\b");

  private static final Pattern DENIED =
      of("\\b(?:not|never|neither|nor|no|cannot|avoid\\w*|unless|except)\\b|n['’]t\\b");

  private static final Pattern EXCEPTED =
      of(
          "\\b(?:other than|except\\w*|excluding|without|not|apart from|unlike|instead of|rather than"
              + "|in place of|after|before)\\b[^.;]*$");

  private static final Pattern CLASS_NOUN =
      of("\\b(?:inhibitors|blockers|antagonists|blocking agents|blocking drugs)$");

  private static Pattern of(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    for (String id : article.monograph().drugs()) {
      var drug = held.drug(id);
      if (drug != null && article.monograph().drugs().size() == 1) {
        var restricted = new Restricted(drug, held);
        for (var text : article.texts()) {
          if (text.states()) {
            check(text, restricted, found);
          }
        }
      }
    }
  }

  private static void check(Text text, Restricted restricted, Consumer<Finding> found) {
    for (var sentence : Sentence.of(text.words())) {
      var allows = ALLOWS.matcher(sentence.words());
      if (!allows.find() || DENIED.matcher(sentence.words().substring(0, allows.end())).find()) {
        continue;
      }
      Set<String> where = Places.in(sentence.words());
      for (var mention : restricted.names.find(sentence.words())) {
        String lead =
            mention.start() < allows.end()
                ? null
                : sentence.words().substring(allows.end(), mention.start());
        if (lead != null && !EXCEPTED.matcher(lead).find()) {
          var against =
              restricted.of(mention.concepts()).stream()
                  .filter(one -> where.isEmpty() || where.contains(one.restriction.jurisdiction()))
                  .toList();
          if (!against.isEmpty()) {
            found.accept(finding(text, sentence, mention.text(), against));
          }
        }
      }
    }
  }

  private static Finding finding(
      Text text, Sentence sentence, String what, List<Restricted.Entry> against) {
    var first = against.getFirst();
    return new Finding(
        CODE,
        Severity.ERROR,
        text.pointer(),
        sentence.words().strip(),
        "The sentence allows \""
            + what
            + "\"; held is "
            + first.restriction.force().word()
            + " ("
            + first.restriction.jurisdiction()
            + ").",
        against.stream().map(one -> Finding.Against.of(one.drug, one.restriction)).toList(),
        List.of());
  }

  /// The drugs and classes that a drug is not to be used with, by its own restrictions and by those
  /// of the others.
  private static final class Restricted {
    private final List<Entry> entries = new ArrayList<>();
    private final Dictionary names;

    record Entry(String drug, Restriction restriction) {}

    Restricted(Drug drug, Held held) {
      var builder = Dictionary.builder();
      for (var restriction : drug.restrictions()) {
        var kind = restriction.against().kind();
        if (restriction.force() != Force.MONITOR
            && (kind == AgainstKind.DRUG || kind == AgainstKind.CLASS)) {
          String concept = String.valueOf(entries.size());
          entries.add(new Entry(drug.id(), restriction));
          variants(restriction.against().name()).forEach(name -> builder.add(name, concept));
          String otherId = restriction.against().id();
          var other = otherId == null ? null : held.drug(otherId);
          if (other != null) {
            other.brands().forEach(brand -> builder.add(brand, concept));
          }
        }
      }
      for (var other : held.drugs().values()) {
        for (var restriction : other.restrictions()) {
          if (restriction.force() != Force.MONITOR
              && restriction.against().kind() == AgainstKind.DRUG
              && drug.id().equals(restriction.against().id())) {
            String concept = String.valueOf(entries.size());
            entries.add(new Entry(other.id(), restriction));
            builder.add(other.name(), concept);
            other.brands().forEach(brand -> builder.add(brand, concept));
          }
        }
      }
      names = builder.build();
    }

    List<Entry> of(List<String> concepts) {
      return concepts.stream().map(concept -> entries.get(Integer.parseInt(concept))).toList();
    }

    /// A class by the other nouns that classes are named with.
    private static Set<String> variants(String name) {
      Set<String> variants = new LinkedHashSet<>(Set.of(name));
      String shortened = name.replaceAll("(?i)tumou?r necrosis factor(?: \\(TNF\\))?", "TNF");
      for (String spelling : List.of(name, shortened)) {
        var noun = CLASS_NOUN.matcher(spelling);
        if (noun.find()) {
          String stem = spelling.substring(0, noun.start()).strip();
          for (String other : List.of("inhibitors", "blockers", "antagonists", "blocking agents")) {
            variants.add(stem + " " + other);
            if (stem.equals("TNF")) {
              variants.add("TNF-alpha " + other);
            }
          }
        }
      }
      return variants;
    }
  }
}
