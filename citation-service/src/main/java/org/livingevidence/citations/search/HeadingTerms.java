package org.livingevidence.citations.search;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Expression.Leaf;
import org.livingevidence.citations.search.SearchNames.Named;

/// Headings, qualifiers, substances and publication types: names become ids, and narrower topics
/// join in.
@Singleton
class HeadingTerms {
  /// What lies below Clinical Trial, for where the tree of publication types was not imported.
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "clinical trial",
          List.of(
              "adaptive clinical trial",
              "clinical trial phase i",
              "clinical trial phase ii",
              "clinical trial phase iii",
              "clinical trial phase iv",
              "controlled clinical trial",
              "equivalence trial",
              "pragmatic clinical trial",
              "randomized controlled trial"),
          "controlled clinical trial",
          List.of("randomized controlled trial"));

  private final SearchNames names;
  private final SearchConfig config;

  HeadingTerms(SearchNames names, SearchConfig config) {
    this.names = names;
    this.config = config;
  }

  /// What a name or id stands for.
  ///
  /// @param topic null when it is none or could be several
  record Resolved(@Nullable Named topic, List<Named> choices) {}

  /// The one topic that these candidates leave: the one of which it is the main name, else the
  /// only one.
  static Resolved resolved(@Nullable List<Named> candidates) {
    if (candidates == null || candidates.isEmpty()) {
      return new Resolved(null, List.of());
    }
    List<Named> main = candidates.stream().filter(Named::preferred).toList();
    List<Named> left = main.isEmpty() ? candidates : main;
    long different = left.stream().map(Named::id).distinct().count();
    return different == 1 ? new Resolved(left.getFirst(), left) : new Resolved(null, left);
  }

  /// A note that a name could mean several topics, and how to say which.
  static Translation.Note ambiguous(int at, String text, List<Named> choices) {
    StringBuilder said = new StringBuilder("\"").append(FieldTerms.shown(text));
    said.append("\" could mean ");
    String separator = "";
    for (Named choice : choices) {
      said.append(separator).append(choice.name()).append(" (").append(choice.id()).append(")");
      separator = " or ";
    }
    said.append("; say which by its id, as in ").append(choices.getFirst().id());
    return new Translation.Note(at, said.append("[MeSH Terms]").toString());
  }

  /// `[mh]`, `[majr]`, each with `:noexp` and with `heading/qualifier`.
  Expression heading(Query.Term term, Query.Tag tag, List<Translation.Note> notes)
      throws SQLException {
    boolean major = tag.field() == SearchField.MESH_MAJOR;
    String text = term.text().strip();
    String qualifier = null;
    Resolved resolved = resolve(text);
    int slash = text.lastIndexOf('/');
    if (resolved.choices().isEmpty() && slash > 0) {
      qualifier = Qualifiers.named(text.substring(slash + 1));
      if (qualifier == null) {
        throw new QueryFault(
            term.at(),
            "there is no qualifier \"" + FieldTerms.shown(text.substring(slash + 1)) + "\"");
      }
      text = text.substring(0, slash).strip();
      resolved = resolve(text);
    }
    if (text.endsWith("*")) {
      return stem(term, text, major, tag);
    }
    Named topic = resolved.topic();
    if (topic == null) {
      return unresolved(term, text, qualifier, major, tag, resolved, notes);
    }
    if (topic.supplementary()) {
      return substance(topic, tag.field());
    }
    return heading(topic, tag, qualifier);
  }

  /// A heading that is known.
  Expression heading(Named topic, Query.Tag tag, @Nullable String qualifier) throws SQLException {
    boolean major = tag.field() == SearchField.MESH_MAJOR;
    Set<String> keys = new LinkedHashSet<>();
    add(keys, topic.id(), topic.name());
    keys.add(topic.formerly().toLowerCase(Locale.ROOT));
    int narrower = 0;
    if (tag.explode()) {
      for (SearchNames.Narrower below : below(topic, tag.at())) {
        add(keys, below.id(), below.name());
        narrower++;
      }
    }
    Set<String> aspects = qualifier == null ? Set.of() : aspects(qualifier, tag);
    Code code =
        qualifier == null
            ? (major ? Code.MAJOR : Code.HEADING)
            : (major ? Code.MAJOR_QUALIFIER : Code.HEADING_QUALIFIER);
    String shown = qualifier == null ? topic.name() : topic.name() + "/" + qualifier;
    return new Leaf(
        label(tag),
        shown.toLowerCase(Locale.ROOT),
        new Coded(code, pairs(keys, aspects), false),
        topic.id(),
        narrower);
  }

  /// @return what lies below a topic; a [QueryFault] when that is too much
  List<SearchNames.Narrower> below(Named topic, int at) throws SQLException {
    List<SearchNames.Narrower> below = names.narrower(topic.id(), config.mostTopics() + 1);
    if (below.size() > config.mostTopics()) {
      throw new QueryFault(
          at,
          "\""
              + topic.name()
              + "\" has more than "
              + config.mostTopics()
              + " narrower headings; name a narrower one, or :noexp");
    }
    return below;
  }

  private static Set<String> aspects(String qualifier, Query.Tag tag) {
    return tag.explode() ? Qualifiers.withNarrower(qualifier) : Set.of(qualifier);
  }

  /// Adds the terms by which citations bear a topic.
  static void add(Set<String> keys, String id, String name) {
    keys.add(id.toLowerCase(Locale.ROOT));
    keys.add("=" + SearchWords.joined(name));
  }

  private static List<String> pairs(Set<String> keys, Set<String> aspects) {
    if (aspects.isEmpty()) {
      return List.copyOf(keys);
    }
    List<String> pairs = new ArrayList<>(keys.size() * aspects.size());
    keys.forEach(key -> aspects.forEach(aspect -> pairs.add(key + "/" + aspect)));
    return pairs;
  }

  /// The tag as a translation shows it.
  static String label(Query.Tag tag) {
    return tag.field().label() + (tag.explode() ? "" : ":noexp");
  }

  private Expression stem(Query.Term term, String text, boolean major, Query.Tag tag) {
    String words = SearchWords.joined(text);
    if (major || words.length() < config.shortestStem()) {
      throw new QueryFault(
          term.at(),
          "headings are truncated as [MeSH Terms], after at least "
              + config.shortestStem()
              + " letters");
    }
    return new Leaf(label(tag), text, new Coded(Code.HEADING, List.of("=" + words), true));
  }

  /// A name that no topic here has: the headings as citations print them.
  private Expression unresolved(
      Query.Term term,
      String text,
      @Nullable String qualifier,
      boolean major,
      Query.Tag tag,
      Resolved resolved,
      List<Translation.Note> notes)
      throws SQLException {
    String words = SearchWords.joined(text);
    if (words.isEmpty()) {
      throw new QueryFault(term.at(), "there is no heading to search for");
    }
    notes.add(
        resolved.choices().isEmpty()
            ? new Translation.Note(
                term.at(),
                "No topic here is called \""
                    + FieldTerms.shown(text)
                    + "\"; headings that print this name are searched, without narrower ones.")
            : ambiguous(term.at(), text, resolved.choices()));
    Set<String> keys = new LinkedHashSet<>();
    if (text.matches("(?i)[CDQ]\\d{3,12}")) {
      keys.add(text.toLowerCase(Locale.ROOT));
    } else {
      keys.add("=" + words);
      String printed = resolved.choices().isEmpty() ? names.printed(text) : null;
      if (printed != null) {
        keys.add(printed.toLowerCase(Locale.ROOT));
      }
    }
    Set<String> aspects = qualifier == null ? Set.of() : aspects(qualifier, tag);
    Code code =
        qualifier == null
            ? (major ? Code.MAJOR : Code.HEADING)
            : (major ? Code.MAJOR_QUALIFIER : Code.HEADING_QUALIFIER);
    return new Leaf(
        label(tag),
        qualifier == null ? text : text + "/" + qualifier,
        new Coded(code, pairs(keys, aspects), false));
  }

  /// What a name or id stands for.
  Resolved resolve(String text) throws SQLException {
    String key = SearchNames.key(text);
    return resolved(names.named(Set.of(key)).get(key));
  }

  /// `[sh]`: with the qualifiers below it, unless `:noexp`.
  Expression qualifier(Query.Term term, Query.Tag tag) {
    String name = Qualifiers.named(term.text());
    if (name == null) {
      throw new QueryFault(
          term.at(), "there is no qualifier \"" + FieldTerms.shown(term.text()) + "\"");
    }
    List<String> all = List.copyOf(aspects(name, tag));
    return new Leaf(label(tag), name, new Coded(Code.QUALIFIER, all, false), null, all.size() - 1);
  }

  /// `[nm]`: a substance by any of its names, or an id.
  Expression substance(Query.Term term, List<Translation.Note> notes) throws SQLException {
    Resolved resolved = resolve(term.text());
    Named topic = resolved.topic();
    if (topic != null) {
      return substance(topic, SearchField.SUBSTANCE);
    }
    if (!resolved.choices().isEmpty()) {
      notes.add(ambiguous(term.at(), term.text(), resolved.choices()));
    }
    String text = term.text().strip();
    String words = SearchWords.joined(text);
    if (words.isEmpty()) {
      throw new QueryFault(term.at(), "there is no substance to search for");
    }
    String key = text.matches("(?i)[CD]\\d{3,12}") ? words : "=" + words;
    return new Leaf(
        SearchField.SUBSTANCE.label(),
        text,
        new Coded(Code.SUBSTANCE, List.of(key), text.endsWith("*")));
  }

  /// A substance that is known.
  static Expression substance(Named topic, SearchField field) {
    Set<String> keys = new LinkedHashSet<>();
    add(keys, topic.id(), topic.name());
    keys.add(topic.formerly().toLowerCase(Locale.ROOT));
    return new Leaf(
        field == SearchField.SUBSTANCE ? field.label() : SearchField.SUBSTANCE.label(),
        topic.name().toLowerCase(Locale.ROOT),
        new Coded(Code.SUBSTANCE, List.copyOf(keys), false),
        topic.id(),
        0);
  }

  /// `[pt]`: with narrower types.
  Expression type(Query.Term term, Query.Tag tag, List<Translation.Note> notes)
      throws SQLException {
    String words = SearchWords.joined(term.text());
    if (words.isEmpty()) {
      throw new QueryFault(term.at(), "there is no publication type to search for");
    }
    if (term.text().strip().endsWith("*")) {
      return FieldTerms.coded(tag.field(), Code.TYPE, term);
    }
    Set<String> types = new LinkedHashSet<>();
    types.add(words);
    Named topic = resolve(term.text()).topic();
    String id = null;
    if (topic != null) {
      id = topic.id();
      types.add(SearchWords.joined(topic.name()));
      if (tag.explode()) {
        below(topic, term.at()).forEach(type -> types.add(SearchWords.joined(type.name())));
      }
    }
    if (tag.explode() && types.size() <= 2) {
      types.addAll(TYPES.getOrDefault(words, List.of()));
    }
    return new Leaf(
        label(tag),
        topic == null ? words : topic.name().toLowerCase(Locale.ROOT),
        new Coded(Code.TYPE, List.copyOf(types), false),
        id,
        types.size() - 1);
  }
}
