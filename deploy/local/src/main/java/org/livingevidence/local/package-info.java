/// The local stack: embedded PostgreSQL and Kafka, and the launcher behind `./evidence`.
@NullMarked
package org.livingevidence.local;

import org.jspecify.annotations.NullMarked;
