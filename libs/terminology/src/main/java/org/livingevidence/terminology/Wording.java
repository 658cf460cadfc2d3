package org.livingevidence.terminology;

/// The ways in which a kind of text puts a name into other words than its source does.
interface Wording {
  /// Names as they are.
  Wording PLAIN =
      new Wording() {
        @Override
        public void teach(Vocabulary vocabulary) {}

        @Override
        public boolean isVague(String name) {
          return false;
        }

        @Override
        public boolean isTurned(String name) {
          return false;
        }

        @Override
        public void variants(String name, Variants variants) {}
      };

  /// Names of diseases in medical English.
  Wording CONDITIONS = new ConditionWording();

  /// Takes the other wordings of a name.
  interface Variants {
    /// @param distance 0 for the same in other words, more the further it is from the name
    void take(String variant, int distance);
  }

  /// Words that count as one.
  void teach(Vocabulary vocabulary);

  /// Whether a name is too general to say anything where the text does not define it.
  boolean isVague(String name);

  /// Whether a name stands in no text as its source inverts it, but in natural order only.
  boolean isTurned(String name);

  /// @param name in natural order
  void variants(String name, Variants variants);
}
