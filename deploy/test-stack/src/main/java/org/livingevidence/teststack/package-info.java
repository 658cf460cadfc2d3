/// The real PostgreSQL and Kafka of the local stack, as a resource for tests.
@NullMarked
package org.livingevidence.teststack;

import org.jspecify.annotations.NullMarked;
