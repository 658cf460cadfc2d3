/// Monographs: edited articles about drugs, every statement with its numbered references.
@NullMarked
package org.livingevidence.drugs.monograph;

import org.jspecify.annotations.NullMarked;
