/// Access: bearer tokens, roles and the audit log.
@NullMarked
package org.livingevidence.access;

import org.jspecify.annotations.NullMarked;
