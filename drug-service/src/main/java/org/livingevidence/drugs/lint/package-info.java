/// What is wrong in monographs, against what is held of drugs now.
@NullMarked
package org.livingevidence.drugs.lint;

import org.jspecify.annotations.NullMarked;
