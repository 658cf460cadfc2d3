package org.livingevidence.drugs.reading;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A label of a drug with what was read in it.
///
/// @param effective `2023-02-15`, null when the source does not say
/// @param applications numbers of the applications that products are marketed under
/// @param moieties names of what acts, of the active substances where the source has no others
record ReadLabel(
    String setId,
    String jurisdiction,
    long version,
    @Nullable String effective,
    List<String> applications,
    List<String> moieties,
    List<Found> found) {
  private static final Pattern APPROVED = Pattern.compile("(?:NDA|ANDA|BLA)\\d+");
  private static final Pattern GENERIC = Pattern.compile("ANDA\\d+");

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
    return applications.stream().anyMatch(number -> APPROVED.matcher(number).matches());
  }

  /// Whether it is of several drugs together.
  boolean combination() {
    return moieties.size() > 1;
  }

  private boolean generic() {
    return !approved()
        || applications.stream().allMatch(number -> GENERIC.matcher(number).matches());
  }
}
