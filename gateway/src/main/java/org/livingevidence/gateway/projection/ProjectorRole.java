package org.livingevidence.gateway.projection;

/// Fired as a CDI event when this process became the projector or stopped being it.
///
/// @param leading whether it is now
/// @param epoch of the term that begins or ends
public record ProjectorRole(boolean leading, long epoch) {}
