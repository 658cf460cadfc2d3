/// How well and how fast names of diseases are found, against annotated texts.
@NullMarked
package org.livingevidence.bench.names;

import org.jspecify.annotations.NullMarked;
