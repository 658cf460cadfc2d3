package org.livingevidence.gateway.change;

import java.util.Locale;

/// Why a condition's view changed, strongest first: an event that has several effects is named by
/// the strongest.
public enum ChangeKind {
  /// A publication's state or notices, or a drug's restrictions.
  SAFETY,
  /// A drug's indications.
  REGULATORY,
  /// A publication or a drug came under the condition or left it.
  EVIDENCE,
  /// A description: of a publication, a drug or the condition itself.
  BIBLIOGRAPHIC,
  /// Only the order of publications.
  RANK,
  /// A rebuild found other content than was shown.
  REBUILT;

  /// The name used in the store, in JSON and in streams.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind of a stored [#label()].
  ///
  /// @throws IllegalArgumentException when there is no such kind
  public static ChangeKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /// Whether one change row may stand for many events of a bulk load. A safety or regulatory change
  /// always keeps a position of its own.
  public boolean sharesPosition() {
    return switch (this) {
      case SAFETY, REGULATORY, REBUILT -> false;
      case EVIDENCE, BIBLIOGRAPHIC, RANK -> true;
    };
  }
}
