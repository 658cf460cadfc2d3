package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.intake.drug.DrugClass;
import org.livingevidence.gateway.read.Snapshots;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads drugs that are to be set side by side for a condition. Blocks.
@ApplicationScoped
public class ComparedDrugs {
  private final Snapshots snapshots;
  private final ConditionAnswers answers;
  private final ViewStore store;
  private final DrugStore drugs;

  ComparedDrugs(Snapshots snapshots, ConditionAnswers answers, ViewStore store, DrugStore drugs) {
    this.snapshots = snapshots;
    this.answers = answers;
    this.store = store;
    this.drugs = drugs;
  }

  /// A condition and drugs, of one moment.
  ///
  /// @param drugs whole, in the order asked for
  /// @param narrower the conditions below it that the drugs' indications name
  public record Compared(
      JsonNode condition, List<JsonNode> drugs, Set<String> narrower, long position) {
    public Compared {
      drugs = List.copyOf(drugs);
      narrower = Set.copyOf(narrower);
    }

    /// What the condition is called, and then the narrower ones that the drugs are for, each with
    /// the condition that it names: id and name.
    public Map<String, JsonNode> conditionNames() {
      Map<String, JsonNode> names = new LinkedHashMap<>();
      names.put(condition.path("naturalName").asText(), condition);
      names.putIfAbsent(condition.path("name").asText(), condition);
      Map<String, JsonNode> below = new LinkedHashMap<>();
      String id = condition.path("id").asText();
      for (JsonNode drug : drugs) {
        for (JsonNode indication : drug.path("indications")) {
          JsonNode other = indication.path("condition");
          String otherId = other.path("id").asText();
          if (otherId.equals(id)) {
            names.putIfAbsent(other.path("name").asText(), condition);
          } else if (narrower.contains(otherId)) {
            below.putIfAbsent(other.path("name").asText(), other);
          }
        }
      }
      below.forEach(names::putIfAbsent);
      names.remove("");
      return names;
    }

    /// Whether a restriction of one drug is against another: by its id, its name, or the class that
    /// it is in.
    public boolean isAgainst(JsonNode restriction, JsonNode other) {
      JsonNode against = restriction.path("against");
      String name = against.path("name").asText();
      return switch (against.path("kind").asText()) {
        case "drug" ->
            against.path("id").asText().equals(other.path("id").asText())
                || DrugItems.names(other).stream().anyMatch(name::equalsIgnoreCase);
        case "class" -> {
          String drugClass = other.path("drugClass").asText();
          yield !drugClass.isEmpty() && DrugClass.key(name).equals(DrugClass.key(drugClass));
        }
        default -> false;
      };
    }
  }

  /// Reads them as of the position that the request's promises ask for.
  ///
  /// @param conditionId the id of a condition
  /// @param asked ids, names, brands or synonyms of drugs
  /// @return null when there is no such condition
  public @Nullable Compared read(String conditionId, List<String> asked, HttpHeaders headers) {
    answers.pass(headers);
    return snapshots.read(snapshot -> compared(snapshot, conditionId, asked));
  }

  private @Nullable Compared compared(Snapshot snapshot, String conditionId, List<String> asked)
      throws SQLException {
    ViewStore.Topic topic = store.topic(snapshot, conditionId);
    if (topic == null) {
      return null;
    }
    List<JsonNode> found = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    List<FieldError> errors = new ArrayList<>();
    Set<String> others = new HashSet<>();
    for (String each : asked) {
      DrugStore.Known drug = drugs.byIdOrName(snapshot, each);
      if (drug == null) {
        errors.add(
            new FieldError(
                "drugs", "\"" + each + "\" is neither the id nor a name of a drug that is held"));
      } else if (!ids.add(drug.id())) {
        errors.add(new FieldError("drugs", "\"" + each + "\" is " + drug.id() + " once more"));
      } else {
        found.add(drug.data());
        drug.data()
            .path("indications")
            .forEach(indication -> others.add(indication.at("/condition/id").asText()));
      }
    }
    if (!errors.isEmpty()) {
      throw Problems.of(
          jakarta.ws.rs.core.Response.Status.BAD_REQUEST,
          "The request is not valid: drugs: " + errors.getFirst().reason(),
          errors.toArray(FieldError[]::new));
    }
    others.remove("");
    others.remove(conditionId);
    return new Compared(
        topic.named().json(),
        found,
        store.below(snapshot, conditionId, others),
        snapshot.position());
  }
}
