package org.livingevidence.gateway.stream;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/// A change encoded once for all who hear of it.
///
/// @param position its position
/// @param frame the whole server-sent event
/// @param conditions every condition it affects, ascending
record ChangeEvent(long position, Buffer frame, List<String> conditions) {}
