package org.livingevidence.drugs.drug;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.indication.ConditionReference;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Match;
import org.livingevidence.drugs.indication.Restriction;
import org.livingevidence.drugs.topic.Meaning;
import org.livingevidence.drugs.topic.NameKey;

/// From what was entered to what is held: choices of before are kept, names get the meaning they
/// have now, and statements that are new say since when.
final class Settling {
  private static final Meaning UNKNOWN = new Meaning.Unknown();

  private Settling() {}

  /// The keys of all conditions that a drug's statements leave to be resolved.
  static Set<String> keys(Drug drug) {
    var keys = new HashSet<String>();
    for (var indication : drug.indications()) {
      if (indication.reading() == null) {
        add(keys, indication.condition());
      }
    }
    for (var restriction : drug.restrictions()) {
      var condition = restriction.against().condition();
      if (condition != null && restriction.reading() == null) {
        add(keys, condition);
      }
    }
    return keys;
  }

  /// The keys of many drugs.
  static Set<String> keys(Collection<Drug> drugs) {
    var keys = new HashSet<String>();
    drugs.forEach(drug -> keys.addAll(keys(drug)));
    return keys;
  }

  /// What is held when `entered` takes the place of `current`.
  ///
  /// @param now RFC 3339
  static Drug settle(
      Drug entered, @Nullable Drug current, Map<String, Meaning> meanings, String now) {
    var indications = new HashMap<String, Indication>();
    var restrictions = new HashMap<String, Restriction>();
    if (current != null) {
      current.indications().forEach(one -> indications.put(one.id(), one));
      current.restrictions().forEach(one -> restrictions.put(one.id(), one));
    }
    var owned = entered.enteredOver(current);
    return resolve(
        owned.with(
            entered.indications().stream()
                .map(one -> one.following(indications.get(one.id()), now))
                .toList(),
            entered.restrictions().stream()
                .map(one -> one.following(restrictions.get(one.id())))
                .toList()),
        meanings);
  }

  /// The drug with the meanings that its conditions' names have now.
  static Drug resolve(Drug drug, Map<String, Meaning> meanings) {
    List<Indication> indications =
        drug.indications().stream()
            .map(one -> one.resolved(meaning(meanings, one.condition())))
            .toList();
    List<Restriction> restrictions =
        drug.restrictions().stream()
            .map(
                one -> {
                  var condition = one.against().condition();
                  return condition == null ? one : one.resolved(meaning(meanings, condition));
                })
            .toList();
    return drug.with(indications, restrictions);
  }

  /// The drug with what is read in its labels now: what persons stated stands, and beside it what
  /// was read of anything else.
  ///
  /// @param current from which is taken since when a statement is known
  static Drug follow(Drug drug, @Nullable Drug current, LabelReadings.Read read, String now) {
    var indications =
        new ArrayList<>(drug.indications().stream().filter(one -> one.reading() == null).toList());
    var restrictions =
        new ArrayList<>(drug.restrictions().stream().filter(one -> one.reading() == null).toList());
    var stated = new HashSet<String>();
    indications.forEach(one -> stated.addAll(subjects(one)));
    var restricted = new HashSet<String>();
    restrictions.forEach(one -> restricted.addAll(subjects(one)));
    var earlier = new HashMap<String, Indication>();
    if (current != null) {
      current.indications().forEach(one -> earlier.put(one.id(), one));
    }
    read.indications().stream()
        .filter(one -> Collections.disjoint(stated, subjects(one)))
        .forEach(one -> indications.add(one.following(earlier.get(one.id()), now)));
    read.restrictions().stream()
        .filter(one -> Collections.disjoint(restricted, subjects(one)))
        .forEach(restrictions::add);
    return drug.with(indications, restrictions);
  }

  /// What a statement is about, by topic and by name.
  private static Set<String> subjects(Indication indication) {
    return subjects(indication.jurisdiction(), indication.condition());
  }

  private static Set<String> subjects(Restriction restriction) {
    var condition = restriction.against().condition();
    return condition == null
        ? Set.of(
            restriction.jurisdiction()
                + "\n"
                + restriction.against().kind().word()
                + "\n"
                + NameKey.of(restriction.against().name()))
        : subjects(restriction.jurisdiction(), condition);
  }

  private static Set<String> subjects(String jurisdiction, ConditionReference condition) {
    var subjects = new HashSet<String>();
    subjects.add(jurisdiction + "\n" + condition.key());
    if (condition.id() != null) {
      subjects.add(jurisdiction + "\n" + condition.id());
    }
    return subjects;
  }

  private static void add(Set<String> keys, ConditionReference condition) {
    if (condition.match() != Match.CHOSEN) {
      keys.add(condition.key());
    }
  }

  private static Meaning meaning(Map<String, Meaning> meanings, ConditionReference condition) {
    return meanings.getOrDefault(condition.key(), UNKNOWN);
  }
}
