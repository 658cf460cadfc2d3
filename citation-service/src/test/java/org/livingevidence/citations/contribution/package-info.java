@NullMarked
package org.livingevidence.citations.contribution;

import org.jspecify.annotations.NullMarked;
