package org.livingevidence.extraction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Rule.Verdict;
import org.livingevidence.extraction.Statement.Force;
import org.livingevidence.extraction.Statement.Kind;
import org.livingevidence.extraction.Statement.Place;
import org.livingevidence.extraction.Statement.Target;
import org.livingevidence.extraction.Statement.TargetKind;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// Reads indications and restrictions out of a label's sections, by named rules and a dictionary.
/// For any number of threads.
///
/// ```
/// sections ─▶ mentions (abbreviations hold in the whole label) ─▶ sentences ─▶ the first rule that
///                                                        matches a mention's surroundings decides
/// ```
public final class LabelReader {
  /// Changes when the rules do: what was read by others has to be read again.
  public static final String RULES = "3";

  /// Indications and usage, those of labels for consumers; 4.1 of EU product information.
  private static final Set<String> INDICATIONS = Set.of("34067-9", "50741-8", "smpc-4.1");

  /// What a medicine is and what it is used for, in EU package leaflets.
  private static final String LEAFLET = "leaflet-1";

  private final Dictionary conditions;
  private final Dictionary drugs;

  /// @param conditions names of conditions, best one of [Dictionary#conditions()]
  /// @param drugs names of drugs and classes of drugs; may be empty
  public LabelReader(Dictionary conditions, Dictionary drugs) {
    this.conditions = conditions;
    this.drugs = drugs;
  }

  /// @param sections all of a label's, or those that matter, in their order; subsections carry the
  ///     code of the section that they belong to
  /// @return in the order of the text
  public List<Statement> read(List<LabelSection> sections) {
    return read(basis(sections));
  }

  /// What a label's sections name, which is all that reading them depends on.
  ///
  /// @param sections as for [#read(List)]
  public Basis basis(List<LabelSection> sections) {
    List<String> texts = sections.stream().map(LabelSection::text).toList();
    return new Basis(
        sections,
        conditions.findAll(texts),
        drugs.size() == 0 ? Collections.nCopies(sections.size(), List.of()) : drugs.findAll(texts));
  }

  /// @return in the order of the text
  public List<Statement> read(Basis basis) {
    List<Statement> found = new ArrayList<>();
    for (int i = 0; i < basis.sections().size(); i++) {
      LabelSection section = basis.sections().get(i);
      if (indicates(section)) {
        indications(i, section, named(basis, i), found);
      } else if (Restrictions.SECTIONS.contains(section.code())) {
        restrictions(i, section, named(basis, i), basis.drugs(i), found);
      }
    }
    return distinct(found);
  }

  /// Whether there are rules for such a section.
  static boolean reads(LabelSection section) {
    return indicates(section) || Restrictions.SECTIONS.contains(section.code());
  }

  private static boolean indicates(LabelSection section) {
    return INDICATIONS.contains(section.code()) || section.code().equals(LEAFLET);
  }

  private static List<Mention> named(Basis basis, int section) {
    return BlindSpots.without(basis.sections().get(section).text(), basis.conditions(section));
  }

  /// A sentence says a thing once, however often it names it.
  private static List<Statement> distinct(List<Statement> all) {
    Set<List<Object>> seen = new HashSet<>();
    return all.stream()
        .filter(
            each ->
                seen.add(
                    List.of(
                        each.kind(),
                        each.place().section(),
                        each.place().start(),
                        each.target().concepts().isEmpty()
                            ? each.target().words()
                            : each.target().concepts())))
        .toList();
  }

  private static void indications(
      int index, LabelSection section, List<Mention> mentions, List<Statement> found) {
    String text = section.text();
    boolean leaflet = section.code().equals(LEAFLET);
    List<Rule> rules = leaflet ? LeafletRules.RULES : IndicationRules.RULES;
    Leads leads = new Leads(section.title(), leaflet);
    List<Sentence> sentences = Sentences.of(text);
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      boolean fragment = sentence.isFragment();
      boolean heading =
          Leads.isHeading(sentence, i + 1 < sentences.size() ? sentences.get(i + 1) : null);
      leads.reach(sentence, heading);
      Surroundings.Whole whole = new Surroundings.Whole(sentence, fragment ? leads.lead() : null);
      Background background = new Background(text);
      for (Mention mention : mentions) {
        if (isIn(mention, sentence)) {
          String before = text.substring(sentence.start(), mention.start());
          Rule rule = Rule.first(rules, whole.of(mention, background.holds(mention)));
          background.add(mention, rule);
          if (heading && !leaflet && rule.verdict() == Verdict.INDICATION) {
            rule = IndicationRules.HEADING;
          }
          Kind kind = kind(rule.verdict());
          if (kind != null) {
            found.add(
                indication(
                    kind,
                    rule,
                    index,
                    section,
                    sentence,
                    mention,
                    fragment ? leads.words() + ' ' + before : before));
          }
        }
      }
      leads.pass(sentence);
    }
  }

  private static @Nullable Kind kind(Verdict verdict) {
    return switch (verdict) {
      case INDICATION -> Kind.INDICATION;
      case LIMITATION -> Kind.LIMITATION;
      case NOTHING -> null;
    };
  }

  private static Statement indication(
      Kind kind,
      Rule rule,
      int index,
      LabelSection section,
      Sentence sentence,
      Mention mention,
      String before) {
    boolean indicated = kind == Kind.INDICATION;
    return new Statement(
        kind,
        new Target(TargetKind.CONDITION, mention.concepts(), mention.text()),
        place(index, section, sentence, mention.start(), mention.end()),
        indicated ? Purpose.intent(before) : null,
        Population.read(Clauses.around(sentence, mention.start())),
        indicated ? Purpose.regimen(sentence.text()) : null,
        indicated ? null : Force.NOT_RECOMMENDED,
        indicated ? null : Leads.limiting(sentence.text()),
        rule.id(),
        rule.because(),
        rule.confidence());
  }

  private static Place place(
      int index, LabelSection section, Sentence sentence, int start, int end) {
    return new Place(
        index, section.code(), sentence.text(), sentence.start(), sentence.end(), start, end);
  }

  private static void restrictions(
      int index,
      LabelSection section,
      List<Mention> conditions,
      List<Mention> drugs,
      List<Statement> found) {
    String text = section.text();
    Restrictions.Found under = null;
    for (Sentence sentence : Sentences.of(text)) {
      Restrictions.Found force = Restrictions.force(section.code(), sentence, under);
      boolean item = Restrictions.isItem(section.code(), sentence);
      if (sentence.isLead() || !item) {
        under = sentence.isLead() ? force : null;
      }
      if (force == null) {
        continue;
      }
      for (Mention mention : conditions) {
        if (isIn(mention, sentence)
            && Restrictions.isAgainst(
                force,
                text.substring(sentence.start(), mention.start()),
                text.substring(mention.start(), sentence.end()),
                item)) {
          Target target = new Target(TargetKind.CONDITION, mention.concepts(), mention.text());
          found.add(
              restriction(index, section, sentence, force, target, mention.start(), mention.end()));
        }
      }
      for (Mention mention : drugs) {
        if (isIn(mention, sentence)) {
          Target target = new Target(TargetKind.DRUG, mention.concepts(), mention.text());
          found.add(
              restriction(index, section, sentence, force, target, mention.start(), mention.end()));
        }
      }
      for (Restrictions.Place people : Restrictions.people(sentence.text())) {
        found.add(
            restriction(
                index,
                section,
                sentence,
                force,
                people.target(),
                sentence.start() + people.start(),
                sentence.start() + people.end()));
      }
    }
  }

  private static boolean isIn(Mention mention, Sentence sentence) {
    return mention.start() >= sentence.start() && mention.end() <= sentence.end();
  }

  private static Statement restriction(
      int index,
      LabelSection section,
      Sentence sentence,
      Restrictions.Found force,
      Target target,
      int start,
      int end) {
    return new Statement(
        Kind.RESTRICTION,
        target,
        place(index, section, sentence, start, end),
        null,
        Population.read(Clauses.around(sentence, start)),
        null,
        force.force(),
        force.words(),
        force.rule(),
        force.because(),
        force.confidence());
  }
}
