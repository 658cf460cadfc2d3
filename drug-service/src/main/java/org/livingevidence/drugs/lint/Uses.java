package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.indication.Status;
import org.livingevidence.drugs.monograph.Claim;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.drugs.topic.NameKey;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// Reads what an article states of drugs' uses: its claims, and its sentences where there are none.
///
/// A sentence counts only when it says plainly that a drug is approved or used for a condition.
/// What is denied, reported, studied or asked is passed over, so is a sentence about something
/// that is no known drug: a statement that is missed is not checked, one that is misread is a
/// fault found in what is right.
final class Uses {
  /// The place of the sentence before.
  private static final Pattern THERE = Pattern.compile("\\bthere\\b(?! (?:is|are|was|were)\\b)");

  private final Monograph monograph;
  private final Dictionary conditions;
  private final Dictionary drugs;

  /// @param drugs names of all that are held
  Uses(Monograph monograph, Dictionary conditions, Dictionary drugs) {
    this.monograph = monograph;
    this.conditions = conditions;
    this.drugs = drugs;
  }

  List<Use> of(List<Text> texts) {
    var words = texts.stream().map(Text::words).toList();
    var named = conditions.findAll(words);
    var mixed = drugs.findAll(words);
    var uses = new ArrayList<Use>();
    for (int i = 0; i < texts.size(); i++) {
      var text = texts.get(i);
      if (!text.claims().isEmpty()) {
        entered(text, uses);
      } else if (text.states()) {
        said(text, named.get(i), mixed.get(i), uses);
      }
    }
    return uses;
  }

  /// Claims of one passage that agree are one statement.
  private void entered(Text text, List<Use> uses) {
    Map<List<Object>, List<Claim>> agreeing = new LinkedHashMap<>();
    for (var claim : text.claims()) {
      agreeing
          .computeIfAbsent(
              List.of(claim.drug(), claim.jurisdiction(), claim.status()), any -> new ArrayList<>())
          .add(claim);
    }
    agreeing.forEach(
        (key, claims) -> {
          var first = claims.getFirst();
          uses.add(
              new Use(
                  text,
                  text.claimed() + "/" + text.claims().indexOf(first),
                  text.words(),
                  first.drug(),
                  Set.of(first.jurisdiction()),
                  first.status(),
                  claims.stream().map(claim -> condition(text, claim)).toList(),
                  true,
                  false,
                  false));
        });
  }

  private Use.Condition condition(Text text, Claim claim) {
    String pointer = text.claimed() + "/" + text.claims().indexOf(claim);
    String id = claim.condition().id();
    String name = claim.condition().name();
    if (id == null) {
      var meant = conditions.concepts(name);
      id = meant.size() == 1 ? meant.getFirst() : null;
    }
    return new Use.Condition(id, name, pointer);
  }

  private void said(Text text, List<Mention> named, List<Mention> mixed, List<Use> uses) {
    Set<String> there = Places.in(text.context());
    Set<String> before = Set.of();
    for (var sentence : Sentence.of(text.words())) {
      Set<String> prefix = Places.prefix(sentence.words());
      if (!prefix.isEmpty()) {
        there = prefix;
      }
      Set<String> own = Places.in(sentence.words());
      if (own.isEmpty() && THERE.matcher(sentence.words()).find()) {
        own = before;
      }
      before = own;
      var cue = Cue.in(sentence.words());
      if (cue != null) {
        var found =
            use(text, sentence, cue, own.isEmpty() ? there : own, in(sentence, named), mixed);
        if (found != null) {
          uses.add(found);
        }
      }
    }
  }

  private @Nullable Use use(
      Text text,
      Sentence sentence,
      Cue cue,
      Set<String> jurisdictions,
      List<Mention> named,
      List<Mention> mixed) {
    String drug = subject(sentence, cue, mixed);
    var objects = UseObjects.of(sentence, cue, named);
    if (drug == null || objects.isEmpty()) {
      return null;
    }
    var distinct = new LinkedHashSet<Use.Condition>();
    Set<String> ids = new LinkedHashSet<>();
    for (var mention : objects) {
      String id = mention.ambiguous() ? null : mention.concepts().getFirst();
      if (ids.add(id == null ? NameKey.of(mention.text()) : id)) {
        distinct.add(new Use.Condition(id, mention.text(), text.pointer()));
      }
    }
    return new Use(
        text,
        text.pointer(),
        sentence.words().strip(),
        drug,
        jurisdictions,
        cue.approval() ? Status.APPROVED : null,
        List.copyOf(distinct),
        false,
        UseObjects.isExample(sentence, cue, objects.getFirst()),
        UseObjects.namesChildren(sentence));
  }

  /// The drug that a sentence is about; null when that is not certain.
  private @Nullable String subject(Sentence sentence, Cue cue, List<Mention> mixed) {
    int at = sentence.start() + cue.start();
    var before = new ArrayList<String>();
    for (var mention : in(sentence, mixed)) {
      if (mention.start() < at && !mention.ambiguous()) {
        before.add(mention.concepts().getFirst());
      }
    }
    for (String own : monograph.drugs()) {
      if (before.contains(own)) {
        return own;
      }
    }
    if (!before.isEmpty()) {
      return before.getLast();
    }
    String begin = sentence.words().substring(0, cue.start());
    boolean other =
        UseObjects.isAboutAnother(begin)
            || (!cue.approval() && begin.substring(begin.indexOf(':') + 1).isBlank());
    return other || monograph.drugs().size() != 1 ? null : monograph.drugs().getFirst();
  }

  private static List<Mention> in(Sentence sentence, List<Mention> mentions) {
    return mentions.stream()
        .filter(each -> each.start() >= sentence.start() && each.end() <= sentence.end())
        .toList();
  }
}
