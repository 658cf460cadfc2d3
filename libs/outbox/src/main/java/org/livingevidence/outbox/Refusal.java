package org.livingevidence.outbox;

/// An aggregate that cannot be published as it is; it stops only itself.
///
/// @param conflict its content differs from what was published under the same version
/// @param reason what is wrong, for the operator
record Refusal(Pending pending, boolean conflict, String reason) {}
