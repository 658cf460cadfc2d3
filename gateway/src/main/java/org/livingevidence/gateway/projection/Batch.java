package org.livingevidence.gateway.projection;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.intake.UnreadableException;
import org.livingevidence.gateway.intake.citation.CitationIntake;
import org.livingevidence.gateway.intake.citation.CitationIntake.CitationEvent;
import org.livingevidence.gateway.intake.drug.DrugIntake;
import org.livingevidence.gateway.intake.drug.DrugIntake.DrugEvent;
import org.livingevidence.gateway.intake.topic.TopicIntake;
import org.livingevidence.gateway.intake.topic.TopicIntake.TopicEvent;

/// Records of one poll, read: what is to be applied together, and what cannot be read.
///
/// @param offsets how far the sources are read once this batch is applied
record Batch(
    List<TopicEvent> topics,
    List<CitationEvent> citations,
    List<DrugEvent> drugs,
    List<Parked> parked,
    List<SourceOffset> offsets) {

  /// A record that is set aside, and why.
  record Parked(ConsumerRecord<byte[], byte[]> record, String reason) {}

  /// Reads records, in the order of the log within each partition.
  static Batch read(List<ConsumerRecord<byte[], byte[]>> records, List<SourceOffset> offsets) {
    Batch batch =
        new Batch(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), offsets);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        batch.add(record);
      } catch (UnreadableException e) {
        batch.parked.add(new Parked(record, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        // A record that trips the reader is set aside like any other that cannot be read.
        batch.parked.add(new Parked(record, "unexpected: " + e));
      }
    }
    return batch;
  }

  /// A batch of one record that could not be applied.
  static Batch parked(
      ConsumerRecord<byte[], byte[]> record, String reason, List<SourceOffset> offsets) {
    return new Batch(List.of(), List.of(), List.of(), List.of(new Parked(record, reason)), offsets);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) throws UnreadableException {
    switch (Source.ofKafkaTopic(record.topic())) {
      case TOPICS -> topics.add(TopicIntake.read(record));
      case CITATIONS -> citations.add(CitationIntake.read(record));
      case DRUGS -> drugs.add(DrugIntake.read(record));
    }
  }
}
