package org.livingevidence.citations.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line of a text whose encoding is not known: UTF-8, unless its bytes cannot be.
///
/// A line that is not UTF-8, in which no character of several bytes is UTF-8 either, and whose
/// every byte means something in windows-1252, is taken for windows-1252. Any other line that is
/// not UTF-8 keeps what can be read, with U+FFFD where nothing can: nobody guesses.
///
/// @param text the line
/// @param original what the file holds where the text was read as windows-1252, with each byte
///     beyond ASCII as `\xE9`; null for UTF-8
/// @param number its number in the file, from 1
public record EncodedLine(String text, @Nullable String original, long number) {
  /// Why a line could be read that is not UTF-8.
  public static final String BASIS = "windows-1252";

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// The bytes that mean nothing in windows-1252.
  private static final String UNDEFINED = "\u0081\u008d\u008f\u0090\u009d";

  static EncodedLine decode(byte[] bytes, int from, int to, long number) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, to - from))
              .toString();
      return new EncodedLine(text, null, number);
    } catch (CharacterCodingException e) {
      String replaced = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      if (replaced.chars().anyMatch(c -> c >= 0x80 && c != 0xFFFD)
          || !allDefined(bytes, from, to)) {
        return new EncodedLine(replaced, null, number);
      }
      return new EncodedLine(
          new String(bytes, from, to - from, WINDOWS_1252), escaped(bytes, from, to), number);
    }
  }

  private static boolean allDefined(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (UNDEFINED.indexOf(bytes[i] & 0xff) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from + 16);
    for (int i = from; i < to; i++) {
      int value = bytes[i] & 0xff;
      if (value < 0x80) {
        text.append((char) value);
      } else {
        text.append("\\x").append(Integer.toHexString(value).toUpperCase(Locale.ROOT));
      }
    }
    return text.toString();
  }
}
