package org.livingevidence.citations.duplicate;

import org.apache.commons.text.similarity.LevenshteinDistance;

/// The rules by which two records are of one publication. Symmetric; identifiers decide first, then
/// title with year, first author and place. What is absent neither agrees nor disagrees.
public final class Comparison {
  /// Share of letters that must agree where nothing but the text says that titles are the same.
  private static final double ALIKE = 0.93;

  /// The same where an identifier says so already.
  private static final double ALIKE_UNDER_ONE_IDENTIFIER = 0.8;

  private Comparison() {}

  /// @return whether two records are of one publication, and why
  public static Verdict of(Fingerprint one, Fingerprint other) {
    boolean sameTitle = !one.title().isEmpty() && one.title().equals(other.title());
    String shared = shared(one, other);
    if (shared.isEmpty() && contradict(one.kind(), other.kind())) {
      return sameTitle
          ? Verdict.linked("same title, " + one.kind() + " and " + other.kind())
          : Verdict.different("different kinds of publication");
    }
    if (contradict(one.pmid(), other.pmid())) {
      return sameTitle && agree(one.doi(), other.doi())
          ? Verdict.linked("same title and DOI under two PMIDs")
          : Verdict.different("different PMIDs");
    }
    if (contradict(one.doi(), other.doi())) {
      return agree(one.pmid(), other.pmid())
          ? Verdict.ambiguous("same PMID, different DOIs")
          : sameTitle
              ? Verdict.linked("same title, different DOIs")
              : Verdict.different("different DOIs");
    }
    return shared.isEmpty() ? byDescription(one, other) : byIdentifier(one, other, shared);
  }

  private static Verdict byIdentifier(Fingerprint one, Fingerprint other, String shared) {
    if (one.title().isEmpty() || other.title().isEmpty()) {
      return Verdict.same("same " + shared);
    }
    boolean otherPage = contradict(one.page(), other.page());
    if (one.title().equals(other.title())) {
      return otherPage && contradict(one.author(), other.author())
          ? Verdict.ambiguous("same " + shared + " and title, other first author and page")
          : Verdict.same("same " + shared + " and title");
    }
    return alike(one, other, ALIKE_UNDER_ONE_IDENTIFIER) && !otherPage
        ? Verdict.same("same " + shared + ", titles alike")
        : Verdict.ambiguous("same " + shared + ", other title or page");
  }

  private static Verdict byDescription(Fingerprint one, Fingerprint other) {
    if (!alike(one, other, ALIKE)) {
      return Verdict.different("different titles");
    }
    int years = one.year() == 0 || other.year() == 0 ? 0 : Math.abs(one.year() - other.year());
    if (contradict(one.author(), other.author()) || years > 1) {
      return Verdict.different("same title, other first author or year");
    }
    if (contradict(one.page(), other.page())) {
      return Verdict.different("same title, other page");
    }
    boolean author = agree(one.author(), other.author());
    boolean year = years == 0 && one.year() != 0 && other.year() != 0;
    boolean page = agree(one.page(), other.page());
    boolean volume = agree(one.volume(), other.volume());
    boolean otherVolume = contradict(one.volume(), other.volume());
    boolean journal = sameJournal(one, other);
    boolean telling = Math.min(one.title().length(), other.title().length()) >= Fingerprint.TELLING;
    if (author && page && (telling || (volume && journal))) {
      return Verdict.same("same title, first author and first page, year within one");
    }
    if (!author || !telling || (!year && !volume) || (otherVolume && !journal)) {
      return Verdict.ambiguous("same title, too little else to tell");
    }
    return volume || journal
        ? Verdict.same("same title, first author, year and " + (volume ? "volume" : "journal"))
        : Verdict.ambiguous("same title, first author and year, place unknown");
  }

  private static String shared(Fingerprint one, Fingerprint other) {
    if (agree(one.pmid(), other.pmid())) {
      return "PMID";
    }
    if (agree(one.doi(), other.doi())) {
      return "DOI";
    }
    return agree(one.pmcid(), other.pmcid()) ? "PMCID" : "";
  }

  private static boolean alike(Fingerprint one, Fingerprint other, double share) {
    String a = one.title();
    String b = other.title();
    if (a.equals(b)) {
      return !a.isEmpty();
    }
    if (!one.numbers().equals(other.numbers())) {
      return false;
    }
    int allowed = (int) (Math.max(a.length(), b.length()) * (1 - share));
    return Math.abs(a.length() - b.length()) <= allowed
        && new LevenshteinDistance(allowed).apply(a, b) >= 0;
  }

  /// By the first two words, of which one may be cut: abbreviations keep beginnings.
  private static boolean sameJournal(Fingerprint one, Fingerprint other) {
    int words = Math.min(2, Math.min(one.journal().size(), other.journal().size()));
    for (int i = 0; i < words; i++) {
      String a = one.journal().get(i);
      String b = other.journal().get(i);
      if (!a.startsWith(b) && !b.startsWith(a)) {
        return false;
      }
    }
    return words > 0;
  }

  private static boolean agree(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }

  private static boolean contradict(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }
}
