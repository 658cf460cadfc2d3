package org.livingevidence.outbox;

import static java.util.Objects.requireNonNull;

/// Names one aggregate.
record AggregateKey(String type, String id) {
  AggregateKey {
    requireNonNull(type);
    requireNonNull(id);
  }
}
