package org.livingevidence.terminology;

import java.util.Arrays;

/// The names as paths of word numbers, in flat arrays: one pair of numbers per step.
final class Trie {
  static final int ROOT = 0;

  private static final Name[] NONE = {};

  private long[] keys = new long[1024];
  private int[] targets = new int[1024];
  private Name[][] names = {NONE};
  private int[] first = {};
  private int nodes = 1;

  /// @return the node that a word leads to, -1 when none
  int step(int node, int word) {
    if (node == ROOT) {
      return word < first.length ? first[word] : -1;
    }
    long key = key(node, word);
    int slot = slot(key);
    return keys[slot] == key ? targets[slot] : -1;
  }

  /// @return the node that a word leads to, made when there was none
  int grow(int node, int word) {
    if (node == ROOT) {
      if (word >= first.length) {
        int length = first.length;
        first = Arrays.copyOf(first, Math.max(word + 1, length * 2));
        Arrays.fill(first, length, first.length, -1);
      }
      if (first[word] < 0) {
        first[word] = nodes++;
      }
      return first[word];
    }
    long key = key(node, word);
    int slot = slot(key);
    if (keys[slot] == key) {
      return targets[slot];
    }
    int target = nodes++;
    keys[slot] = key;
    targets[slot] = target;
    if (nodes * 2 > keys.length) {
      spread();
    }
    return target;
  }

  /// @return the names that end at the node
  Name[] names(int node) {
    return node < names.length ? names[node] : NONE;
  }

  void put(int node, Name name) {
    if (node >= names.length) {
      int length = names.length;
      names = Arrays.copyOf(names, Math.max(node + 1, length * 2));
      Arrays.fill(names, length, names.length, NONE);
    }
    Name[] at = names(node);
    for (int i = 0; i < at.length; i++) {
      if (at[i].isSpelledLike(name)) {
        at[i] = at[i].with(name);
        return;
      }
    }
    Name[] more = Arrays.copyOf(at, at.length + 1);
    more[at.length] = name;
    names[node] = more;
  }

  /// No step has the key 0: nothing leads back to the root.
  private static long key(int node, int word) {
    return ((long) node << 32) | (word + 1);
  }

  private int slot(long key) {
    int slot = Vocabulary.mix((int) (key ^ (key >>> 32) * 0x85EBCA6BL)) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void spread() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[oldKeys.length * 2];
    targets = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        targets[slot] = oldTargets[i];
      }
    }
  }
}
