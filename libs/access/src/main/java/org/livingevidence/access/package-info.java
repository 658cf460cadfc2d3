/// Access: bearer tokens and roles, the audit log, idempotency keys, preconditions, and the one
/// shape in which every error leaves a service (RFC 9457 problem documents).
@NullMarked
package org.livingevidence.access;

import org.jspecify.annotations.NullMarked;
