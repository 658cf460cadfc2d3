package org.livingevidence.harvest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.harvest.HarvestSource.Fetched;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// The import that a run of a harvest is. The file says which run; its records are fetched while it
/// is read. So a harvest is applied in chunks, watched, cancelled, resumed after a crash and taken
/// back like any other import. A bean of it stands beside each source.
///
/// @param <R> a record as parsed
public abstract class HarvestIntake<R> implements Intake<R> {
  private final HarvestPlans plans;
  private final HarvestSource<R> source;
  private final ObjectMapper json;

  protected HarvestIntake(HarvestPlans plans, HarvestSource<R> source, ObjectMapper json) {
    this.plans = plans;
    this.source = source;
    this.json = json;
  }

  /// What the file says.
  ///
  /// @param source where it fetches from, for people
  /// @param harvest which harvest
  /// @param run which of its runs
  record Order(String source, UUID harvest, int run) {}

  @Override
  public String kind() {
    return source.kind();
  }

  @Override
  public boolean sendable() {
    return false;
  }

  @Override
  public boolean recognises(ImportHead head) {
    return false;
  }

  @Override
  public int chunkRecords() {
    return source.chunkRecords();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<R> sink)
      throws IOException, ImportRejected {
    Order order = json.readValue(in.readAllBytes(), Order.class);
    try {
      List<String> items = items(order, sink::waiting);
      int done = (int) Math.min(file.donePosition(), items.size());
      for (int from = done; from < items.size(); from += source.batch()) {
        int to = Math.min(from + source.batch(), items.size());
        batch(items.subList(from, to), from, sink);
      }
    } catch (SourceFailure e) {
      throw ImportRejected.unavailable(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw new DatabaseFailure("reading what a harvest is to fetch", e);
    }
  }

  private List<String> items(Order order, Pulse pulse)
      throws SQLException, IOException, ImportRejected {
    HarvestPlans.Plan plan = plan(order);
    if (plan.items() == null) {
      var before = InstantSource.system().instant();
      plans.found(
          order.harvest(), order.run(), source.search(plan.harvest(), plan.since(), pulse), before);
      plan = plan(order);
    }
    return plan.items() == null ? List.of() : plan.items();
  }

  private HarvestPlans.Plan plan(Order order) throws SQLException, ImportRejected {
    HarvestPlans.Plan plan = plans.read(order.harvest(), order.run());
    if (plan == null) {
      throw ImportRejected.unavailable("The harvest was deleted.");
    }
    return plan;
  }

  private void batch(List<String> items, int before, RecordSink<R> sink) throws IOException {
    Map<String, Fetched<R>> records = new HashMap<>(source.fetch(items, sink::waiting));
    List<String> gaps = new ArrayList<>(items);
    gaps.removeIf(records::containsKey);
    if (!gaps.isEmpty()) {
      // A batch may come with gaps; what is asked for twice and does not come is not there.
      records.putAll(source.fetch(gaps, sink::waiting));
    }
    int position = before;
    for (String item : items) {
      position++;
      Fetched<R> came = records.get(item);
      Fetched<R> read = came == null ? source.missing(item) : came;
      if (read.value() == null) {
        sink.rejected(position, read.id(), String.valueOf(read.reason()));
      } else {
        sink.accept(new ParsedRecord<>(position, read.id(), read.value()));
      }
    }
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<R>> chunk, ImportContext context)
      throws SQLException {
    return source.apply(chunk, context);
  }

  @Override
  public boolean undoable() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException {
    return source.undo(aggregateIds, undone);
  }
}
