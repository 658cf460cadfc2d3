package org.livingevidence.gateway.verify;

/// A difference that did not go away.
///
/// @param kind `missing` (the owner has it), `ghost` (the owner has not), `version`, `content` (the
///     same version with other content), `altered` (what is stored is not what its hash says),
///     `unreadable` (the owner cannot read its state, or the gateway what it has stored), `links`
///     or `counters` (of a condition, not what follows from the rest)
/// @param type the aggregate type, or `condition`
public record Drift(String kind, String type, String id, String detail) {}
