package org.livingevidence.gateway.intake.drug;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Mention;

/// The names of the drugs, in memory, and which drugs a publication names as an intervention: by
/// one of their names in title or abstract, or by a heading of theirs that is qualified as a
/// treatment. The heading alone says no more than that a substance is concerned, which may be the
/// body's own.
///
/// All of it follows from the present drugs alone. Words that could mean several drugs name none.
/// Not for several threads at once: it belongs to the projector.
public final class DrugNames {
  private final Map<String, Named> drugs = new TreeMap<>();
  private @Nullable Dictionary dictionary;

  /// What publications know a drug by.
  record Named(Set<String> names, Set<String> headings) {
    static Named of(DrugFacts drug) {
      return new Named(drug.names(), drug.headings());
    }
  }

  /// The place where a publication names a drug.
  public enum How {
    TITLE("title"),
    ABSTRACT("abstract"),
    HEADING("heading");

    private final String label;

    How(String label) {
      this.label = label;
    }

    /// The name used in the store and in JSON.
    public String label() {
      return label;
    }
  }

  /// The drugs of the connection's generation.
  public static DrugNames load(Connection connection) throws SQLException {
    DrugNames names = new DrugNames();
    DrugStore.each(connection, drug -> names.put(drug.id(), Named.of(drug)));
    return names;
  }

  /// The drugs that a publication names, and where first.
  ///
  /// @param texts its title, then the sections of its abstract
  /// @param therapeutic its headings that are qualified as a treatment
  public Map<String, How> in(List<String> texts, Collection<String> therapeutic) {
    Map<String, How> found = new TreeMap<>();
    if (drugs.isEmpty()) {
      return found;
    }
    int part = 0;
    for (List<Mention> mentions : dictionary().findAll(texts)) {
      How how = part++ == 0 ? How.TITLE : How.ABSTRACT;
      for (Mention mention : mentions) {
        if (!mention.ambiguous()) {
          found.putIfAbsent(mention.concepts().getFirst(), how);
        }
      }
    }
    if (!therapeutic.isEmpty()) {
      drugs.forEach(
          (id, named) -> {
            if (named.headings().stream().anyMatch(therapeutic::contains)) {
              found.putIfAbsent(id, How.HEADING);
            }
          });
    }
    return found;
  }

  /// Takes a drug in, or out when `named` is null.
  ///
  /// @return whether publications may be known by other names than before
  boolean put(String id, @Nullable Named named) {
    Named before = named == null ? drugs.remove(id) : drugs.put(id, named);
    boolean changed = named == null ? before != null : !named.equals(before);
    if (changed) {
      dictionary = null;
    }
    return changed;
  }

  private Dictionary dictionary() {
    Dictionary known = dictionary;
    if (known == null) {
      Dictionary.Builder builder = Dictionary.builder();
      drugs.forEach((id, named) -> new TreeSet<>(named.names()).forEach(n -> builder.add(n, id)));
      known = builder.build();
      dictionary = known;
    }
    return known;
  }
}
