package org.livingevidence.terminology;

import java.util.Arrays;

/// Numbers words. Looking one up makes no garbage.
final class Vocabulary {
  private String[] words = new String[1024];
  private int[] meanings = new int[1024];
  private int[] slots = new int[4096];
  private int size;

  /// @return the word's number; a new one for a new word
  int learn(char[] word, int length) {
    int slot = slot(word, length);
    return slots[slot] == 0 ? put(slot, word, length, size) : meanings[slots[slot] - 1];
  }

  /// Gives a word the number of another, so that names and texts may have either.
  void learnAlias(char[] alias, int length, int number) {
    int slot = slot(alias, length);
    if (slots[slot] == 0) {
      put(slot, alias, length, number);
    } else {
      meanings[slots[slot] - 1] = number;
    }
  }

  private int put(int slot, char[] word, int length, int number) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      meanings = Arrays.copyOf(meanings, size * 2);
    }
    words[size] = new String(word, 0, length);
    meanings[size++] = number;
    slots[slot] = size;
    if (size * 2 > slots.length) {
      spread();
    }
    return number;
  }

  /// @return the word's number, -1 when it is in no name
  int find(char[] word, int length) {
    int found = slots[slot(word, length)];
    return found == 0 ? -1 : meanings[found - 1];
  }

  int find(String word) {
    return find(word.toCharArray(), word.length());
  }

  private int slot(char[] word, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + word[i];
    }
    int slot = mix(hash) & (slots.length - 1);
    while (slots[slot] != 0 && !isWord(words[slots[slot] - 1], word, length)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void spread() {
    slots = new int[slots.length * 2];
    for (int i = 0; i < size; i++) {
      int slot = mix(words[i].hashCode()) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
  }

  private static boolean isWord(String known, char[] word, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != word[i]) {
        return false;
      }
    }
    return true;
  }

  static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
