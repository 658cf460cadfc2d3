package org.livingevidence.drugs.intake.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.imports.ImportRejected;

/// Walks through the plain files of a tar archive (ustar, with or without the extensions of pax and
/// GNU, whose long names are of no interest here).
public final class TarWalk {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;

  private TarWalk() {}

  /// Whether these bytes begin a tar archive.
  public static boolean begins(byte[] head) {
    return head.length >= BLOCK
        && new String(head, MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
  }

  /// Hands every plain file to the reader.
  ///
  /// @throws ImportRejected when the archive is broken or beyond a limit
  public static void through(InputStream in, LabelFileConfig limits, ZipWalk.Reader reader)
      throws IOException, ImportRejected {
    long entries = 0;
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || isEmpty(header)) {
        return;
      }
      if (!begins(header)) {
        throw new ImportRejected("The tar archive is broken after " + entries + " entries.");
      }
      if (++entries > limits.entries()) {
        throw new ImportRejected(
            "The tar archive has more than "
                + limits.entries()
                + " entries (living-evidence.label-files.entries).");
      }
      long size = size(header, entries);
      if (size > limits.entryBytes().asLongValue()) {
        throw new ImportRejected(
            "A file in the tar archive has more than "
                + limits.entryBytes().asLongValue()
                + " bytes (living-evidence.label-files.entry-bytes).");
      }
      var file = new Entry(in, size);
      if (header[TYPE_AT] == '0' || header[TYPE_AT] == 0) {
        files(reader, name(header), file, entries);
      }
      try {
        file.rest();
      } catch (EOFException e) {
        throw new ImportRejected("The tar archive breaks off within entry " + entries + ".");
      }
    }
  }

  private static void files(ZipWalk.Reader reader, String name, InputStream file, long entry)
      throws IOException, ImportRejected {
    try {
      reader.read(name, file);
    } catch (EOFException e) {
      throw new ImportRejected("The tar archive breaks off within entry " + entry + ".");
    }
  }

  private static boolean isEmpty(byte[] header) {
    for (byte each : header) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static long size(byte[] header, long entry) throws ImportRejected {
    String octal =
        new String(header, SIZE_AT, SIZE_LENGTH, StandardCharsets.US_ASCII)
            .replace("\0", "")
            .strip();
    if (!octal.matches("[0-7]{1,11}")) {
      throw new ImportRejected("Entry " + entry + " of the tar archive has no readable size.");
    }
    return Long.parseLong(octal, 8);
  }

  private static String name(byte[] header) {
    String name = new String(header, 0, 100, StandardCharsets.UTF_8);
    int end = name.indexOf('\0');
    String path = end < 0 ? name : name.substring(0, end);
    return PlainText.printable(path.substring(path.lastIndexOf('/') + 1));
  }

  private static final class Entry extends InputStream {
    private final InputStream in;
    private final long padding;
    private long left;

    Entry(InputStream in, long size) {
      this.in = in;
      left = size;
      padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("The tar archive breaks off within a file");
      }
      left -= read;
      return read;
    }

    @Override
    public void close() {
      // The archive goes on.
    }

    void rest() throws IOException {
      in.skipNBytes(left + padding);
      left = 0;
    }
  }
}
