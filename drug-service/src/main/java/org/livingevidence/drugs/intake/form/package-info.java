/// Files of the drug form, JSON or YAML, in any number of documents.
@NullMarked
package org.livingevidence.drugs.intake.form;

import org.jspecify.annotations.NullMarked;
