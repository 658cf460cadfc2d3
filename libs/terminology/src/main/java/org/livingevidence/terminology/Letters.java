package org.livingevidence.terminology;

/// What kind of character makes which kind of word.
enum Letters {
  /// Between words.
  NONE,
  LETTER,
  DIGIT,
  /// Greek letters stand for their names: `TNFα` is `TNF alpha`.
  GREEK;

  private static final Letters[] ASCII = new Letters[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      ASCII[c] = letter ? LETTER : c >= '0' && c <= '9' ? DIGIT : NONE;
    }
  }

  static Letters ofAscii(char character) {
    return ASCII[character];
  }

  static Letters of(int character) {
    if (character < 128) {
      return ASCII[character];
    }
    if (character == 0xB5 || (character >= 0x370 && character < 0x400)) {
      return Character.isLetter(character) ? GREEK : NONE;
    }
    if (Character.isLetter(character)) {
      return LETTER;
    }
    return Character.isDigit(character) ? DIGIT : NONE;
  }

  /// Accents and invisible characters belong to the letter before them.
  static boolean joins(int character) {
    if (character < 128) {
      return false;
    }
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  static boolean isApostrophe(int character) {
    return switch (character) {
      case '\'', '`', 0xB4, 0x2018, 0x2019, 0x2BC, 0x2032, 0xFF07 -> true;
      default -> false;
    };
  }

  /// What may stand between the words of one name. A long dash parts sentences.
  static boolean isSoft(int character) {
    if (character < 128) {
      return character <= ' '
          || character == '-'
          || character == '\''
          || character == '"'
          || character == '`';
    }
    if (character == 0x2014 || character == 0x2015) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.DASH_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION ->
          true;
      default ->
          isApostrophe(character)
              || character == 0x2212 // minus
              || character == 0xAE // registered
              || character == 0x2122; // trade mark
    };
  }

  /// @return the end of the word in `from` to `to` less a possessive ending
  static int withoutPossessive(String text, int from, int to) {
    if (to - from > 2
        && (text.charAt(to - 1) == 's' || text.charAt(to - 1) == 'S')
        && isApostrophe(text.charAt(to - 2))) {
      return to - 2;
    }
    return to;
  }
}
