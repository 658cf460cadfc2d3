package org.livingevidence.citations.contribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.duplicate.Fingerprint;

/// A citation while records are assigned to it: what its principal says, its parts, and what is
/// stored. Changes as a chunk is worked through.
final class Group {
  private final String id;
  private final @Nullable Citation principal;
  private final String hash;
  private final @Nullable JsonNode stored;
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> left = new ArrayList<>();
  private final Set<String> absorbed = new TreeSet<>();
  private boolean touched;
  private @Nullable Citation merged;
  private @Nullable Fingerprint fingerprint;

  /// @param principal what NLM or a curator says, without mentions
  /// @param hash of the principal; empty where there is none
  /// @param stored the state as it stands; null for a citation in the making
  Group(String id, @Nullable Citation principal, String hash, @Nullable JsonNode stored) {
    this.id = id;
    this.principal = principal;
    this.hash = hash;
    this.stored = stored;
  }

  String id() {
    return id;
  }

  @Nullable Citation principal() {
    return principal;
  }

  String hash() {
    return hash;
  }

  @Nullable JsonNode stored() {
    return stored;
  }

  List<Part> parts() {
    return parts;
  }

  /// Ids of citations that stood by themselves and are this one now.
  Set<String> absorbed() {
    return absorbed;
  }

  boolean touched() {
    return touched;
  }

  /// Adds a part that is stored already.
  void holds(Part part) {
    parts.add(part);
    forget();
  }

  /// Adds a part, or replaces an older one of the same name.
  void put(Part part) {
    parts.removeIf(known -> known.name().equals(part.name()));
    parts.add(part.of(id));
    touched = true;
    forget();
  }

  /// Takes a part out.
  void remove(Part part) {
    parts.removeIf(known -> known.name().equals(part.name()));
    touched = true;
    forget();
  }

  /// Notes a part that is forgotten.
  void leaves(Part part) {
    left.add(part);
    touched = true;
  }

  /// Parts that are forgotten.
  List<Part> left() {
    return left;
  }

  /// @return whether nobody describes a publication here any more
  boolean describesNothing() {
    return principal == null && parts.stream().allMatch(Part::onlyNotices);
  }

  /// Takes over what another citation consists of. Its principal becomes a part: only one with a
  /// PMID stays a principal, and two of those are never one.
  void absorb(Group other) {
    for (Part part : other.parts) {
      parts.add(part.of(id));
    }
    Part principal = other.principalAsPart();
    if (principal != null) {
      parts.add(principal.of(id));
    }
    if (other.stored != null) {
      absorbed.add(other.id);
    }
    absorbed.addAll(other.absorbed);
    touched = true;
    forget();
  }

  /// @return what the log says when this citation becomes part of another: each of its records
  ///     joins
  List<MergeLog.Merge> merges(String survivor, String reason) {
    List<MergeLog.Merge> merges = new ArrayList<>();
    Part own = principalAsPart();
    if (own != null) {
      merges.add(new MergeLog.Merge(survivor, own.name(), id, reason));
    }
    for (Part part : parts) {
      merges.add(new MergeLog.Merge(survivor, part.name(), stored == null ? null : id, reason));
    }
    return merges;
  }

  private @Nullable Part principalAsPart() {
    if (principal == null) {
      return null;
    }
    Citation.Source source = principal.source();
    return new Part(
        source == null || source.kind() == null ? Sources.CURATED : source.kind(),
        id,
        id,
        false,
        source == null ? null : source.revised(),
        principal,
        hash,
        null,
        0);
  }

  /// @return the state that principal and parts make
  Citation merged() {
    Citation made = merged;
    if (made == null) {
      made = MergedCitation.of(id, principal, parts);
      merged = made;
    }
    return made;
  }

  Fingerprint fingerprint() {
    Fingerprint made = fingerprint;
    if (made == null) {
      made = merged().fingerprint();
      fingerprint = made;
    }
    return made;
  }

  private void forget() {
    merged = null;
    fingerprint = null;
  }
}
