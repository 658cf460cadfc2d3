package org.livingevidence.faults;

/// An aggregate.
///
/// @param type "topic", "citation" or "drug"
public record Key(String type, String id) {
  @Override
  public String toString() {
    return type + " " + id;
  }
}
