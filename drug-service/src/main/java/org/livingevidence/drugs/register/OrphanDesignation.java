package org.livingevidence.drugs.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A designation of a drug for a rare disease, as the agency's list tells it.
///
/// @param drug generic name
/// @param designation what it is designated for, in the list's words
/// @param status such as `Designated/Approved`
/// @param approvals what was approved under it, the earliest first
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OrphanDesignation(
    String drug,
    String designation,
    String designated,
    String status,
    @Nullable String sponsor,
    List<Approval> approvals) {
  public OrphanDesignation {
    approvals = List.copyOf(approvals);
  }

  /// An approval under a designation.
  ///
  /// @param approved day, null where the list has none
  /// @param indication the labelled indication, in the list's words
  /// @param exclusivityEnds day
  /// @param protectedIndication what the exclusivity protects, where the list tells it apart
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Approval(
      @Nullable String approved,
      @Nullable String tradeName,
      @Nullable String indication,
      @Nullable String exclusivityEnds,
      @Nullable String protectedIndication) {}
}
