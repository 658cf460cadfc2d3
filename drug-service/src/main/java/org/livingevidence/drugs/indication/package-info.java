/// What is said of a drug and a condition: indications, restrictions, their vocabularies and rules.
@NullMarked
package org.livingevidence.drugs.indication;

import org.jspecify.annotations.NullMarked;
