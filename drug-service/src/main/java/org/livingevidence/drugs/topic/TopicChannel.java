package org.livingevidence.drugs.topic;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The channel of the topics. Offsets are the database's: at every assignment the partitions are
/// sought to where they were stored, or read whole when what is stored cannot be gone on from.
@ApplicationScoped
@Identifier("topics")
class TopicChannel implements KafkaConsumerRebalanceListener {
  private final TopicCopy copy;
  private final WholeReading wholeReading;

  TopicChannel(TopicCopy copy, WholeReading wholeReading) {
    this.copy = copy;
    this.wholeReading = wholeReading;
  }

  @Incoming("topics")
  @Blocking
  void receive(ConsumerRecords<byte[], byte[]> batch) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(batch.count());
    batch.forEach(records::add);
    copy.apply(records);
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    copy.untilDone(
        "Where to go on in the topics could not be told",
        () -> wholeReading.whereToGoOn(partitions).forEach(consumer::seek));
  }

  void stop(@Observes ShutdownEvent event) {
    copy.stop();
  }
}
