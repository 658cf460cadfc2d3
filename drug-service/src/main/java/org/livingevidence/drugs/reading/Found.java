package org.livingevidence.drugs.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.livingevidence.extraction.Statement;

/// What was read at one place of a label.
///
/// @param heading of the section that it stands in
@JsonInclude(JsonInclude.Include.NON_NULL)
record Found(@Nullable String heading, Statement statement) {}
