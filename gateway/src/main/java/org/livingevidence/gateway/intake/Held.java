package org.livingevidence.gateway.intake;

/// What the store holds of an aggregate, as far as versions go.
///
/// @param version the version applied last
/// @param dataSchema its schema and revision, `living-evidence:citation.v1.r1`
/// @param hash its content hash
/// @param deleted whether that was a deletion
public record Held(long version, String dataSchema, String hash, boolean deleted) {}
