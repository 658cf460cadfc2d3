package org.livingevidence.outbox;

import org.apache.kafka.common.header.Headers;

/// An event ready to be sent.
///
/// @param value the canonical bytes of its data
@SuppressWarnings("ArrayRecordComponent") // never compared; copied neither, there are many of them
record RenderedEvent(
    Pending pending, String topic, String dataSchema, String hash, byte[] value, Headers headers) {

  /// A deletion is followed by a tombstone.
  boolean deletion() {
    return pending.deleted();
  }
}
