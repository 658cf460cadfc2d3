/// The written form of a statement: strict reading of fields with a reason and a place for every
/// fault.
@NullMarked
package org.livingevidence.drugs.form;

import org.jspecify.annotations.NullMarked;
