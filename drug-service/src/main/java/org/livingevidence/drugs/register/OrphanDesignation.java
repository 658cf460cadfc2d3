package org.livingevidence.drugs.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A designation of a drug for a rare disease, as the agency's list tells it.
///
/// @param drug generic name
/// @param designation what it is designated for, in the list's words
/// @param status such as `Designated/Approved`
/// @param approvedIndication the labelled indication that was approved under it, in the list's
// words
/// @param protectedIndication what the exclusivity protects, where the list tells it apart
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OrphanDesignation(
    String drug,
    @Nullable String tradeName,
    String designation,
    String designated,
    String status,
    @Nullable String approvedIndication,
    @Nullable String approved,
    @Nullable String exclusivityEnds,
    @Nullable String protectedIndication,
    @Nullable String sponsor) {}
