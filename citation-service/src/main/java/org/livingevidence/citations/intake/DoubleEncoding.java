package org.livingevidence.citations.intake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Text whose UTF-8 was once taken for windows-1252 and encoded again: `MÃ¼ller` for `Müller`.
///
/// It is reversed only when that is unambiguous: every character beyond ASCII stands for a byte,
/// all those bytes together are UTF-8, and each of the characters they make is a letter of Europe's
/// alphabets or a mark of typography. Anything less stays as it came: one proper `ü` in the text is
/// enough to leave all of it alone, and `CAFÉ™` is what it says.
public final class DoubleEncoding {
  /// Why such a text could be mended.
  public static final String BASIS = "double-encoded UTF-8";

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private DoubleEncoding() {}

  /// @return the text as it was before, null when it is not such a text for certain
  public static @Nullable String reversed(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) < 0x80) {
      first++;
    }
    if (first == text.length() || !leads(text.charAt(first))) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      int value = asByte(text.charAt(i));
      if (value < 0) {
        return null;
      }
      bytes.write(value);
    }
    try {
      String before =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return before.chars().allMatch(DoubleEncoding::expected) ? before : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean leads(char c) {
    return (c >= '\u00c2' && c <= '\u00c5') || "\u00ce\u00cf\u00e2\u00ef".indexOf(c) >= 0;
  }

  private static boolean expected(int c) {
    return c < 0x80
        || (c >= 0xA0 && c < 0x180)
        || (c >= 0x370 && c < 0x400)
        || (c >= 0x2000 && c < 0x2070)
        || (c >= 0x20A0 && c < 0x20D0)
        || (c >= 0x2100 && c < 0x2300)
        || (c >= 0xFB00 && c < 0xFB07);
  }

  /// The byte that the character was, -1 when it was none. The five that windows-1252 leaves
  /// undefined are passed on as control characters by most software.
  private static int asByte(char c) {
    if (c < 0x80 || (c >= 0xA0 && c < 0x100)) {
      return c;
    }
    if (c < 0xA0) {
      return "\u0081\u008d\u008f\u0090\u009d".indexOf(c) >= 0 ? c : -1;
    }
    ByteBuffer encoded;
    try {
      encoded = WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(new char[] {c}));
    } catch (CharacterCodingException e) {
      return -1;
    }
    return encoded.get(0) & 0xff;
  }
}
