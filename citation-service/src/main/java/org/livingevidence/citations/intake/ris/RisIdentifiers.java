package org.livingevidence.citations.intake.ris;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;
import org.livingevidence.citations.intake.FoundIds;
import org.livingevidence.citations.intake.TaggedRecord;

/// Finds DOI, PMID and PMCID wherever a dialect hides them. A bare number is a PMID only in the
/// field, and with the database, in which that vendor writes it; everywhere else it may be
/// anybody's
/// accession number.
final class RisIdentifiers {
  private static final Pattern MEDLINE =
      Pattern.compile("(?i).*\\b(?:pubmed|medline|nlm)\\b.*", Pattern.DOTALL);
  private static final Pattern EMBASE = Pattern.compile("(?i).*\\bembase\\b.*", Pattern.DOTALL);
  private static final Pattern SCOPUS = Pattern.compile("(?i).*\\bscopus\\b.*", Pattern.DOTALL);
  private static final String[] DOI_FIELDS = {
    "DO", "DI", "M3", "L3", "L2", "UR", "LK", "AN", "U1", "ID", "C2", "C3"
  };
  private static final String[] ADDRESSES = {"UR", "L1", "L2", "L3", "L4", "LK"};
  private static final String[] NUMBERED = {"AN", "ID", "C2", "C3", "C5", "U1", "N1"};

  private final TaggedRecord record;
  private final CitationDraft draft;
  private final String databases;

  RisIdentifiers(TaggedRecord record, CitationDraft draft) {
    this.record = record;
    this.draft = draft;
    databases = String.join("\n", record.all("DB")) + "\n" + String.join("\n", record.all("DP"));
  }

  void read() {
    draft.doi = doi();
    draft.pmid = pmid();
    draft.pmcid = pmcid();
  }

  private @Nullable String doi() {
    for (String tag : DOI_FIELDS) {
      for (String text : record.all(tag)) {
        for (String line : text.split("\n")) {
          String whole = CitationIds.doi(line);
          String found =
              whole != null
                  ? whole
                  : tag.equals("DO") ? FoundIds.doi(line) : FoundIds.doiAddress(line);
          if (found != null) {
            return found;
          }
        }
      }
    }
    for (String text : record.all("N1")) {
      for (String line : text.split("\n")) {
        String lower = line.toLowerCase(Locale.ROOT);
        boolean ofAnother = lower.matches(".*\\b(?:comment|erratum|retract|update|notice)\\b.*");
        if (lower.contains("doi") && !ofAnother) {
          String found = FoundIds.doi(line.substring(lower.indexOf("doi")));
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private @Nullable String pmid() {
    for (String tag : NUMBERED) {
      for (String text : record.all(tag)) {
        String found = pmid(tag, text.strip());
        if (found != null) {
          return found;
        }
      }
    }
    for (String tag : ADDRESSES) {
      for (String text : record.all(tag)) {
        String found = FoundIds.pubmedAddress(text);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable String pmid(String tag, String text) {
    String named =
        tag.equals("N1") && !text.regionMatches(true, 0, "PMID", 0, 4)
            ? null
            : FoundIds.namedPmid(text);
    if (named != null) {
      return named;
    }
    Pattern database =
        switch (tag) {
          case "AN", "ID" -> MEDLINE;
          case "C5" -> EMBASE;
          case "C2" -> SCOPUS;
          default -> null;
        };
    boolean ovidOnly = tag.equals("ID") && record.first("AN") != null;
    return database != null && !ovidOnly && database.matcher(databases).matches()
        ? longEnough(CitationIds.pmid(text))
        : null;
  }

  /// Reference managers number their records, from 1.
  private static @Nullable String longEnough(@Nullable String pmid) {
    return pmid == null || pmid.length() < 5 ? null : pmid;
  }

  private @Nullable String pmcid() {
    for (String tag : new String[] {"C2", "AN", "ID", "U1", "C3"}) {
      for (String text : record.all(tag)) {
        String found = FoundIds.pmcid(text);
        if (found != null) {
          return found;
        }
      }
    }
    for (String tag : ADDRESSES) {
      for (String text : record.all(tag)) {
        String found = text.contains("/pmc") || text.contains("/PMC") ? FoundIds.pmcid(text) : null;
        if (found != null) {
          return found;
        }
      }
    }
    for (String text : record.all("N1")) {
      if (text.regionMatches(true, 0, "PMC", 0, 3)) {
        return FoundIds.pmcid(text);
      }
    }
    return null;
  }
}
