package org.livingevidence.terminology;

import java.util.Arrays;

/// Numbers words. Looking one up makes no garbage.
final class Vocabulary {
  private String[] words = new String[1024];
  private int[] slots = new int[4096];
  private int size;

  /// @return the word's number; a new one for a new word
  int learn(char[] word, int length) {
    int slot = slot(word, length);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
    }
    words[size++] = new String(word, 0, length);
    slots[slot] = size;
    if (size * 2 > slots.length) {
      spread();
    }
    return size - 1;
  }

  /// @return the word's number, -1 when it is in no name
  int find(char[] word, int length) {
    return slots[slot(word, length)] - 1;
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
