package org.livingevidence.drugs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.livingevidence.drugs.form.PlainText;

/// Events that could not be taken: their bytes and headers as they were, and beside them where they
/// stood and why, so that they can be looked at and sent again.
@ApplicationScoped
class DeadLetters {
  private static final int LONGEST_REASON = 1000;

  private final MutinyEmitter<byte[]> emitter;

  DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter) {
    this.emitter = emitter;
  }

  /// Returns when the broker has the letter.
  void bury(ConsumerRecord<byte[], byte[]> record, String reason) {
    var headers = new RecordHeaders(record.headers().toArray());
    put(headers, "dead-letter-reason", printable(reason));
    put(headers, "dead-letter-topic", record.topic());
    put(headers, "dead-letter-partition", Integer.toString(record.partition()));
    put(headers, "dead-letter-offset", Long.toString(record.offset()));
    var metadata =
        OutgoingKafkaRecordMetadata.<byte[]>builder()
            .withKey(record.key())
            .withHeaders(headers)
            .build();
    emitter.sendMessageAndAwait(Message.of(record.value()).addMetadata(metadata));
  }

  /// The reason as it can be kept: without control characters, and not too long.
  static String printable(String reason) {
    String plain = PlainText.printable(reason);
    return plain.substring(0, Math.min(plain.length(), LONGEST_REASON));
  }

  private static void put(RecordHeaders headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }
}
