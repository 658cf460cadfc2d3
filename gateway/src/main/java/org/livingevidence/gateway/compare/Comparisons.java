package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.condition.ComparedDrugs;

/// Makes comparisons: what follows from the drugs as the gateway holds them, and what their labels
/// say, which the owner of labels is asked for. Blocks.
@ApplicationScoped
public class Comparisons {
  private final ComparedDrugs drugs;
  private final LabelRows labels;
  private final CompareConfig config;

  Comparisons(ComparedDrugs drugs, LabelRows labels, CompareConfig config) {
    this.drugs = drugs;
    this.labels = labels;
    this.config = config;
  }

  /// @param position that the facts are of
  public record Answer(Comparison comparison, long position) {}

  /// A comparison; null when there is no such condition.
  ///
  /// @param asked ids or names of drugs, parted by commas
  public @Nullable Answer of(String conditionId, @Nullable String asked, HttpHeaders headers) {
    var compared = drugs.read(conditionId, names(asked), headers);
    if (compared == null) {
      return null;
    }
    var columns =
        compared.drugs().stream()
            .<JsonNode>map(drug -> drug.<ObjectNode>deepCopy().retain("id", "name", "brands"))
            .toList();
    var rows = new ArrayList<>(new Facts(compared).rows());
    var told =
        labels.of(
            compared.drugs(),
            compared.conditionNames(),
            headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    rows.addAll(rows.size() - 1, told.others());
    rows.add(dosing(rows) + 1, told.dosing());
    return new Answer(new Comparison(compared.condition(), columns, rows), compared.position());
  }

  private static int dosing(List<Comparison.Row> rows) {
    return rows.stream().map(Comparison.Row::key).toList().indexOf("dosing");
  }

  private List<String> names(@Nullable String asked) {
    List<String> names =
        asked == null ? List.of() : Arrays.stream(asked.split(",", -1)).map(String::strip).toList();
    if (names.size() < 2 || names.size() > config.mostDrugs()) {
      throw Problems.invalid(
          "drugs",
          "must name 2 to " + config.mostDrugs() + " drugs, parted by commas, not " + names.size());
    }
    if (names.stream().anyMatch(String::isEmpty)) {
      throw Problems.invalid("drugs", "has an empty name");
    }
    return names;
  }
}
