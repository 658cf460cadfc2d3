package org.livingevidence.citations.mention;

import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// What of a citation its mentions follow from.
///
/// @param title null when there is none
/// @param sections the texts of the abstract's sections
/// @param hasHeadings whether an indexer gave it headings; then no text links it to anything
/// @param terms ids of the headings, substances and supplementary concepts that it is indexed with
/// @param bytes the size of its state without mentions; asked only when there are some
public record MentionText(
    @Nullable String title,
    List<String> sections,
    boolean hasHeadings,
    Set<String> terms,
    IntSupplier bytes) {}
