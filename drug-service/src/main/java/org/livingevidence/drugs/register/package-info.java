/// What agencies' registers say: applications with their products and approvals, and orphan
/// designations. Reference beside the drugs, with every release that showed it.
@NullMarked
package org.livingevidence.drugs.register;

import org.jspecify.annotations.NullMarked;
