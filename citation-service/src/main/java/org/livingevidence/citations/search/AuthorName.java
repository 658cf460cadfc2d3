package org.livingevidence.citations.search;

import java.util.List;

/// Names of people as queries write them: `smith ja`, `Smith, John A`, `smith`.
final class AuthorName {
  private static final int INITIALS = 3;

  private AuthorName() {}

  /// The initials of given names in words.
  static String initials(String given) {
    StringBuilder initials = new StringBuilder();
    for (String name : SearchWords.of(given)) {
      initials.append(name.charAt(0));
    }
    return initials.toString();
  }

  /// Whether the words end in what looks like initials.
  static boolean hasInitials(List<String> words) {
    return words.size() > 1
        && words.getLast().length() <= INITIALS
        && words.getLast().chars().allMatch(Character::isLetter);
  }
}
