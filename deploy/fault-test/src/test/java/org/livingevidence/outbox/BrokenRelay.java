package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.faults.RelayUnderTest;
import org.livingevidence.faults.World;

/// Relays as they are often written, over the same tables, each with one error.
public final class BrokenRelay implements RelayUnderTest {
  /// The errors.
  public enum Error {
    /// Rows beyond a cursor.
    CURSOR,
    /// Each row with its own payload, in the order of transaction ids.
    TRANSACTION_ORDER,
    /// Rows are deleted before Kafka has committed.
    MARK_BEFORE_ACK,
    /// A producer that nothing fences.
    NO_FENCING,
    /// A deletion sends nothing.
    NO_TOMBSTONE
  }

  private static final Logger LOG = Logger.getLogger(BrokenRelay.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;
  private final Error error;
  private final RelaySettings settings;
  private final Map<String, AggregateSource> sources = new HashMap<>();
  private final EventRenderer renderer =
      new EventRenderer("/faults", EventSchemas.none(), 1_000_000);
  private @Nullable Connection reader;
  private @Nullable Connection writer;
  private @Nullable EventProducer producer;

  public BrokenRelay(World world, Error error) {
    this.world = world;
    this.error = error;
    this.settings = RelaySettings.of(world);
    StateSource.all(world, () -> {}).forEach(source -> sources.put(source.type(), source));
  }

  /// What one publication is made of.
  private record Taken(List<RenderedEvent> events, long highestRow) {}

  @Override
  public Outcome publish(Runnable meanwhile) {
    Once between = new Once(meanwhile);
    try {
      if (reader == null || writer == null) {
        producer =
            error == Error.NO_FENCING
                ? null
                : new EventProducer(settings.kafka(), settings.config());
        reader = settings.connections().openReader();
        writer = settings.connections().openWriter();
      }
      publish(reader, writer, between);
      return Outcome.DONE;
    } catch (EventProducer.FencedException e) {
      close();
      return Outcome.FENCED;
    } catch (SQLException | RuntimeException e) {
      LOG.debugf(e, "the relay failed");
      close();
      return Outcome.FAILED;
    } finally {
      between.run();
    }
  }

  private void publish(Connection read, Connection write, Once between) throws SQLException {
    RelayStore store = new RelayStore(read, write);
    Taken taken = error == Error.TRANSACTION_ORDER ? byTransaction(read) : take(read, store);
    read.commit();
    if (error == Error.MARK_BEFORE_ACK) {
      store.settle(taken.events(), Map.of());
    }
    between.run();
    List<RenderedEvent> sent =
        taken.events().stream()
            .filter(event -> error != Error.NO_TOMBSTONE || !event.deletion())
            .toList();
    if (!sent.isEmpty()) {
      send(sent);
    }
    switch (error) {
      case CURSOR -> moveCursor(write, taken.highestRow());
      case MARK_BEFORE_ACK -> {}
      case TRANSACTION_ORDER -> delete(write, taken.events());
      case NO_FENCING, NO_TOMBSTONE -> store.settle(taken.events(), Map.of());
    }
  }

  /// The state of everything that has rows (of the cursor: rows beyond it), as the real relay
  /// reads it.
  private Taken take(Connection read, RelayStore store) throws SQLException {
    Set<AggregateKey> keys = new LinkedHashSet<>();
    long highest = 0;
    String beyond =
        error == Error.CURSOR ? " where id > (select coalesce(max(at), 0) from relay_cursor)" : "";
    if (error == Error.CURSOR) {
      World.run(world.owner(), "create table if not exists relay_cursor (at bigint)");
    }
    try (Statement statement = read.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, type, aggregate_id from outbox" + beyond + " order by id")) {
      while (row.next()) {
        highest = row.getLong(1);
        keys.add(new AggregateKey(row.getString(2), row.getString(3)));
      }
    }
    List<RenderedEvent> events = new ArrayList<>();
    for (Pending pending : store.pending(List.copyOf(keys))) {
      AggregateSource source = source(pending);
      events.add(
          render(pending, source.read(read, List.of(pending.key().id())).get(pending.key().id())));
    }
    return new Taken(events, highest);
  }

  private Taken byTransaction(Connection read) throws SQLException {
    List<RenderedEvent> events = new ArrayList<>();
    try (Statement statement = read.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select o.id, o.type, o.aggregate_id, o.version, o.kind = 'deleted', p.data
                  from outbox o
                  join payload p
                    on p.type = o.type and p.id = o.aggregate_id and p.version = o.version
                 order by o.xmin::text::bigint, o.id
                """)) {
      while (row.next()) {
        Pending pending =
            new Pending(
                new AggregateKey(row.getString(2), row.getString(3)),
                row.getLong(4),
                Instant.EPOCH,
                row.getBoolean(5),
                0,
                null,
                null,
                false,
                List.of(row.getLong(1)),
                List.of());
        events.add(render(pending, JSON.readTree(row.getString(6))));
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return new Taken(events, 0);
  }

  private AggregateSource source(Pending pending) {
    AggregateSource source = sources.get(pending.key().type());
    if (source == null) {
      throw new IllegalStateException("no source of " + pending.key());
    }
    return source;
  }

  private RenderedEvent render(Pending pending, @Nullable JsonNode state) {
    return switch (renderer.render(pending, source(pending), state)) {
      case EventRenderer.Rendering.Ready(var event) -> event;
      case EventRenderer.Rendering.Refused(var refusal) ->
          throw new IllegalStateException(refusal.reason());
    };
  }

  private void send(List<RenderedEvent> events) {
    EventProducer transactional = producer;
    if (transactional != null) {
      transactional.send(events);
      return;
    }
    try (KafkaProducer<String, byte[]> plain =
        new KafkaProducer<>(settings.kafka(), new StringSerializer(), new ByteArraySerializer())) {
      for (RenderedEvent event : events) {
        String key = event.pending().key().id();
        plain.send(
            new ProducerRecord<>(event.topic(), null, null, key, event.value(), event.headers()));
        if (event.deletion()) {
          plain.send(KafkaSettings.tombstone(event.topic(), key, event.headers()));
        }
      }
    }
  }

  private static void delete(Connection write, List<RenderedEvent> events) throws SQLException {
    try (PreparedStatement statement =
        write.prepareStatement("delete from outbox where id = any (?)")) {
      statement.setArray(
          1,
          write.createArrayOf(
              "bigint",
              events.stream().flatMap(event -> event.pending().rowIds().stream()).toArray()));
      statement.executeUpdate();
    }
  }

  private static void moveCursor(Connection write, long to) throws SQLException {
    if (to > 0) {
      try (PreparedStatement statement =
          write.prepareStatement("insert into relay_cursor values (?)")) {
        statement.setLong(1, to);
        statement.executeUpdate();
      }
    }
  }

  @Override
  public void close() {
    Resources opened = new Resources();
    for (AutoCloseable part : java.util.Arrays.asList(producer, reader, writer)) {
      if (part != null) {
        opened.add(part);
      }
    }
    opened.closeAll();
    producer = null;
    reader = null;
    writer = null;
  }
}
