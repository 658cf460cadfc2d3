package org.livingevidence.faults;

/// What somebody holds of an aggregate.
///
/// @param hash the content hash of its event
public record Held(long version, String hash, boolean deleted) {}
