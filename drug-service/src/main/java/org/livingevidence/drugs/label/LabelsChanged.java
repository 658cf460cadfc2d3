package org.livingevidence.drugs.label;

import java.util.List;
import org.livingevidence.outbox.Lane;

/// Labels were written or deleted, in the running transaction: what follows from their text can be
/// worked out in it; of a deleted one [HeldLabels#current] has nothing. Whoever observes this
/// holds the locks of these labels, and takes those of drugs after them, all at once.
///
/// @param setIds in order, each once
/// @param lane the lane of the events that follow
public record LabelsChanged(List<String> setIds, Lane lane) {}
