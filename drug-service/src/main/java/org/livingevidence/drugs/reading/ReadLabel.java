package org.livingevidence.drugs.reading;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.label.ApplicationNumbers;
import org.livingevidence.drugs.label.SubstanceNames;
import org.livingevidence.drugs.topic.NameKey;

/// A label of a drug with what was read in it.
///
/// @param effective `2023-02-15`, null when the source does not say
/// @param applications numbers of the applications that products are marketed under
/// @param moieties names of what acts
record ReadLabel(
    String setId,
    String jurisdiction,
    long version,
    @Nullable String effective,
    List<String> applications,
    List<String> moieties,
    List<Found> found) {
  /// The number of a marketing authorisation in the EU.
  private static final Pattern EU = Pattern.compile("EU/[0-9]+/[0-9A-Za-z/.-]+");

  /// Which label of a drug speaks first: the reference product's before those of generics, the
  /// newest, the first by set id.
  static final Comparator<ReadLabel> ORDER =
      Comparator.comparing(ReadLabel::generic)
          .thenComparing(
              label -> label.effective == null ? "" : label.effective, Comparator.reverseOrder())
          .thenComparing(ReadLabel::setId);

  ReadLabel {
    applications = List.copyOf(applications);
    moieties = List.copyOf(moieties);
    found = List.copyOf(found);
  }

  /// Whether an agency has approved a product that it is for.
  boolean approved() {
    return ApplicationNumbers.approved(applications)
        || applications.stream().anyMatch(number -> EU.matcher(number).matches());
  }

  /// Whether it was measured how often rules are right in labels of its kind: that was done in
  /// those of the United States alone.
  boolean measured() {
    return jurisdiction.equals("US");
  }

  /// Whether it is of several drugs together, and this is one of them rather than their
  /// combination.
  boolean combinationWith(Drug drug) {
    return moieties.size() > 1
        && !NameKey.of(drug.name()).equals(NameKey.of(SubstanceNames.together(moieties)));
  }

  private boolean generic() {
    return ApplicationNumbers.generic(applications);
  }
}
