package org.livingevidence.citations.search;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.livingevidence.citations.search.Criterion.AnyOf;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Expression.Leaf;
import org.livingevidence.citations.search.SearchNames.Named;

/// Pharmacological actions: what is indexed with one, or with a substance that MeSH says has it or
/// one below it. What lies below such a substance need not act as it does, and is left out (NLM
/// Technical Bulletin 2007 Nov-Dec, "PubMed and the Expansion of Pharmacological Action Terms").
@Singleton
class ActionTerms {
  private final SearchNames names;
  private final HeadingTerms headings;
  private final SearchConfig config;

  ActionTerms(SearchNames names, HeadingTerms headings, SearchConfig config) {
    this.names = names;
    this.headings = headings;
    this.config = config;
  }

  /// `[pa]`, and without the actions below it with `:noexp`.
  Expression action(Query.Term term, Query.Tag tag, List<Translation.Note> notes)
      throws SQLException {
    Named action = named(term);
    Set<String> actions = new LinkedHashSet<>();
    actions.add(action.id());
    actions.add(action.formerly());
    if (tag.explode()) {
      headings.below(action, term.at()).forEach(below -> actions.add(below.id()));
    }
    List<SearchNames.Acting> acting = names.acting(actions, config.mostTopics() + 1);
    if (acting.size() > config.mostTopics()) {
      throw new QueryFault(
          term.at(),
          "more than "
              + config.mostTopics()
              + " substances have the action \""
              + action.name()
              + "\"; name a narrower one, or :noexp");
    }
    if (acting.isEmpty()) {
      notes.add(
          new Translation.Note(
              term.at(),
              "No substance here is said to have the action \""
                  + action.name()
                  + "\"; the heading alone is searched."));
    }
    Set<String> descriptors = new LinkedHashSet<>();
    Set<String> supplementary = new LinkedHashSet<>();
    HeadingTerms.add(descriptors, action.id(), action.name());
    descriptors.add(action.formerly().toLowerCase(Locale.ROOT));
    for (SearchNames.Acting substance : acting) {
      HeadingTerms.add(
          substance.supplementary() ? supplementary : descriptors,
          substance.id(),
          substance.name());
    }
    List<Coded> kinds = new ArrayList<>();
    kinds.add(new Coded(Code.HEADING, List.copyOf(descriptors), false));
    if (!supplementary.isEmpty()) {
      kinds.add(new Coded(Code.SUBSTANCE, List.copyOf(supplementary), false));
    }
    return new Leaf(
        HeadingTerms.label(tag),
        action.name().toLowerCase(Locale.ROOT),
        new AnyOf(kinds),
        action.id(),
        acting.size());
  }

  /// An action that is no topic here cannot be told from a misspelt one: nothing says what has it.
  private Named named(Query.Term term) throws SQLException {
    HeadingTerms.Resolved resolved = headings.resolve(term.text().strip());
    Named action = resolved.topic();
    if (action == null) {
      throw new QueryFault(
          term.at(),
          resolved.choices().isEmpty()
              ? "no topic here is called \""
                  + FieldTerms.shown(term.text())
                  + "\", so nothing says which substances have that action"
              : HeadingTerms.ambiguous(term.at(), term.text(), resolved.choices()).text());
    }
    return action;
  }
}
