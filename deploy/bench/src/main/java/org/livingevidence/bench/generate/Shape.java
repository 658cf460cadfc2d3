package org.livingevidence.bench.generate;

import java.util.List;

/// One real record taken apart: what is copied, and the places that are filled anew in each record
/// made from it.
///
/// @param parts in the order of the record
record Shape(List<Part> parts) {

  /// A stretch of a record.
  sealed interface Part {}

  /// Markup and text that every record of this shape has.
  record Copied(String xml) implements Part {}

  /// As many words as the real record had there.
  ///
  /// @param words how many
  /// @param before whether white space came first
  /// @param after whether white space came last
  record Words(int words, boolean before, boolean after) implements Part {}

  /// A whole `MeshHeading`; now and then the one of the real record.
  record Heading(String own) implements Part {}

  /// Last name, forename and initials of somebody.
  record Name() implements Part {}

  /// What the record is called.
  record Identifier(Kind kind) implements Part {

    /// The identifiers that are made from the record's number.
    enum Kind {
      PMID,
      DOI,
      PMCID,
      PII
    }
  }

  /// The PMID of another record, of this set or of the whole of PubMed.
  record Reference() implements Part {}
}
