package org.livingevidence.citations.mention;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in a citation's title or abstract that names a condition, as the citation's state and
/// event carry it (`contracts/citation.v1.schema.json`).
///
/// @param topics what is meant, sorted; several when the words could mean any of them
/// @param field `title` or `abstract`
/// @param section of the abstract, from 0; null in a title
/// @param start offset of the first character in the title or section, in UTF-16 code units
/// @param end offset after the last
/// @param text the words as they stand
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TopicMention(
    List<String> topics,
    String field,
    @Nullable Integer section,
    int start,
    int end,
    String text) {}
