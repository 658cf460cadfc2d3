package org.livingevidence.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.Outbox;

/// Imports lines of "id value". Some values misbehave: see [#apply].
@ApplicationScoped
class LineIntake implements Intake<LineIntake.Line> {
  static final String MARK = "#lines";

  /// How many more chunks with a "deadlock" fail.
  static final AtomicInteger DEADLOCKS = new AtomicInteger();

  private final Outbox outbox;
  private final DataSource database;

  LineIntake(Outbox outbox, DataSource database) {
    this.outbox = outbox;
    this.database = database;
  }

  record Line(String id, String value) {}

  @Override
  public String kind() {
    return "lines";
  }

  @Override
  public boolean recognises(ImportHead head) {
    return head.text().startsWith(MARK);
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<Line> sink)
      throws IOException, ImportRejected {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    lines.readLine();
    long position = 0;
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      position++;
      String[] words = text.split(" ", 2);
      if (text.equals("malformed")) {
        throw new ImportRejected("A line has no value.", new ImportRejected.Place(position + 1, 1));
      }
      if (words.length < 2) {
        sink.rejected(position, words[0], "the line has no value");
      } else {
        sink.accept(new ParsedRecord<>(position, words[0], new Line(words[0], words[1])));
      }
    }
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<Line>> chunk, ImportContext context)
      throws SQLException {
    var locked = outbox.lockAll("line", chunk.stream().map(record -> record.value().id()).toList());
    var outcomes = new ArrayList<Outcome>();
    var changes = new ArrayList<Change>();
    try (var connection = database.getConnection()) {
      for (var record : chunk) {
        var line = record.value();
        switch (line.value()) {
          case "gate" -> Gate.pass();
          case "poison" -> throw new IllegalStateException("org.example.Secret broke");
          case "deadlock" -> {
            if (DEADLOCKS.getAndDecrement() > 0) {
              throw new SQLException("deadlock detected", "40P01");
            }
          }
          default -> {}
        }
        var aggregate = Objects.requireNonNull(locked.get(line.id()));
        boolean existed = aggregate.exists();
        boolean changed = write(connection, line);
        if (changed) {
          changes.add(new Change(aggregate, Kind.CHANGED, List.of("/value"), Lane.BULK));
        }
        outcomes.add(
            Outcome.of(
                !changed
                    ? OutcomeKind.UNCHANGED
                    : existed ? OutcomeKind.UPDATED : OutcomeKind.CREATED,
                line.id()));
      }
    }
    outbox.append(changes);
    return outcomes;
  }

  private static boolean write(Connection connection, Line line) throws SQLException {
    String sql =
        """
        insert into line (id, value) values (?, ?)
        on conflict (id) do update set value = excluded.value, applied = line.applied + 1
        where line.value <> excluded.value
        """;
    try (var upsert = connection.prepareStatement(sql)) {
      upsert.setString(1, line.id());
      upsert.setString(2, line.value());
      return upsert.executeUpdate() == 1;
    }
  }
}
