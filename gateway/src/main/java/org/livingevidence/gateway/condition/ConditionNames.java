package org.livingevidence.gateway.condition;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.topic.NameKey;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Finds the condition that a path segment means: its id, its slug, an obsolete id, or a name.
@ApplicationScoped
class ConditionNames {
  private static final String BY_ID =
      "select condition, deleted, replaced_by from topic where id = ?";
  private static final String BY_SLUG =
      "select "
          + NamedCondition.COLUMNS
          + " from topic t where t.slug = ? and t.condition and not t.deleted order by t.id";
  private static final String BY_NAME =
      "select "
          + NamedCondition.COLUMNS
          + """
          , n.preferred
            from topic_name n join topic t on t.id = n.topic_id
           where n.%s = ? and t.condition and not t.deleted and t.replaced_by is null
           order by n.preferred desc, natural_name, t.id
           limit ?
          """;

  private final ConditionConfig config;

  ConditionNames(ConditionConfig config) {
    this.config = config;
  }

  /// What a path segment means.
  sealed interface Meaning {
    /// The condition itself.
    record Found(String id) implements Meaning {}

    /// Another path is this condition's own: `id` is where to go.
    record Elsewhere(String id) implements Meaning {}

    /// Several conditions share the name.
    record Ambiguous(List<NamedCondition> choices) implements Meaning {}

    /// No condition; `why` says what there is instead, for a person.
    record Unknown(String why) implements Meaning {}
  }

  private record Hit(NamedCondition condition, boolean preferred) {}

  /// The meaning of `segment`, decoded, in this snapshot.
  Meaning meaning(Snapshot snapshot, String segment) throws SQLException {
    Meaning known = byId(snapshot, segment);
    if (known instanceof Meaning.Found || known instanceof Meaning.Elsewhere) {
      return known;
    }
    List<NamedCondition> slugs = bySlug(snapshot, segment);
    if (slugs.size() == 1) {
      // The page name of a topic that another replaced leads to that one, as its id does.
      String id = slugs.getFirst().id();
      return byId(snapshot, id) instanceof Meaning.Elsewhere elsewhere
          ? elsewhere
          : new Meaning.Found(id);
    }
    if (slugs.size() > 1) {
      return new Meaning.Ambiguous(slugs);
    }
    Meaning named = byName(snapshot, segment);
    if (named != null) {
      return named;
    }
    return known != null
        ? known
        : new Meaning.Unknown(
            "No condition has the id, slug or name \""
                + segment
                + "\". GET /api/v1/conditions?q= finds conditions by part of a name.");
  }

  private static @Nullable Meaning byId(Snapshot snapshot, String id) throws SQLException {
    try (PreparedStatement select = snapshot.connection().prepareStatement(BY_ID)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        String replacedBy = row.getString("replaced_by");
        if (replacedBy != null && !replacedBy.equals(id)) {
          return new Meaning.Elsewhere(replacedBy);
        }
        if (row.getBoolean("deleted")) {
          return new Meaning.Unknown("The topic \"" + id + "\" was deleted by its owner.");
        }
        return row.getBoolean("condition")
            ? new Meaning.Found(id)
            : new Meaning.Unknown(
                "The topic \"" + id + "\" is not a condition; it is at /api/v1/topics/" + id + ".");
      }
    }
  }

  private static List<NamedCondition> bySlug(Snapshot snapshot, String slug) throws SQLException {
    List<NamedCondition> found = new ArrayList<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(BY_SLUG)) {
      select.setString(1, slug);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(NamedCondition.read(rows));
        }
      }
    }
    return found;
  }

  /// The name as it is, else but for possessives and plurals. A preferred name goes before
  /// synonyms: what one condition is called is not ambiguous because another is sometimes called
  /// so.
  private @Nullable Meaning byName(Snapshot snapshot, String name) throws SQLException {
    String key = NameKey.of(name);
    if (key.isEmpty()) {
      return null;
    }
    Meaning exact = byName(snapshot, "name_key", key);
    return exact != null ? exact : byName(snapshot, "loose_key", NameKey.loose(key));
  }

  private @Nullable Meaning byName(Snapshot snapshot, String column, String key)
      throws SQLException {
    List<Hit> hits = new ArrayList<>();
    try (PreparedStatement select =
        snapshot.connection().prepareStatement(BY_NAME.formatted(column))) {
      select.setString(1, key);
      select.setInt(2, config.choices());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          // Several names of one condition may be the same but for a plural; preferred ones come
          // first.
          NamedCondition named = NamedCondition.read(rows);
          if (hits.stream().noneMatch(hit -> hit.condition().id().equals(named.id()))) {
            hits.add(new Hit(named, rows.getBoolean("preferred")));
          }
        }
      }
    }
    List<Hit> preferred = hits.stream().filter(Hit::preferred).toList();
    List<Hit> candidates = preferred.isEmpty() ? hits : preferred;
    return switch (candidates.size()) {
      case 0 -> null;
      case 1 -> new Meaning.Elsewhere(candidates.getFirst().condition().id());
      default -> new Meaning.Ambiguous(candidates.stream().map(Hit::condition).toList());
    };
  }
}
