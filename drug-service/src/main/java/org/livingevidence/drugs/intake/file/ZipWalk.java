package org.livingevidence.drugs.intake.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.imports.ImportRejected;

/// Walks through a zip and the zips in it, as DailyMed's releases are packed, without holding it.
/// What it unpacks to is bounded by settings.
public final class ZipWalk {
  private static final int MOST_NESTED = 3;
  private static final long RATIO_FROM = 1 << 20;
  private static final int LONGEST_NAME = 200;

  private final LabelFileConfig limits;
  private final Counted packed;
  private long unpacked;
  private long entries;

  /// Reads one file of the archive.
  public interface Reader {
    /// @param name without folders
    /// @param in ends with the file; need not be read to its end
    void read(String name, InputStream in) throws IOException, ImportRejected;
  }

  private ZipWalk(InputStream in, LabelFileConfig limits) {
    packed = new Counted(in);
    this.limits = limits;
  }

  /// Whether these bytes begin a zip.
  public static boolean begins(byte[] head) {
    return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  /// Hands every file in the archive, and in archives in it, to the reader.
  ///
  /// @throws ImportRejected when the archive is broken or beyond a limit
  public static void through(InputStream in, LabelFileConfig limits, Reader reader)
      throws IOException, ImportRejected {
    var walk = new ZipWalk(in, limits);
    try {
      walk.archive(walk.packed, 1, reader);
      if (walk.entries == 0) {
        throw new ImportRejected("The zip has no entries.");
      }
    } catch (EOFException e) {
      throw new ImportRejected("The zip breaks off after " + walk.entries + " entries.");
    } catch (ZipException e) {
      throw new ImportRejected("The zip cannot be read: " + e.getMessage());
    } catch (Beyond e) {
      throw new ImportRejected(String.valueOf(e.getMessage()));
    }
  }

  private void archive(InputStream in, int depth, Reader reader)
      throws IOException, ImportRejected {
    var zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (++entries > limits.entries()) {
        throw new Beyond(
            "The zip has more than "
                + limits.entries()
                + " entries (living-evidence.label-files.entries).");
      }
      if (entry.isDirectory()) {
        continue;
      }
      String name = shortName(entry.getName());
      var file = new Entry(zip, name);
      if (!name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
        reader.read(name, file);
      } else if (depth < MOST_NESTED) {
        archive(file, depth + 1, reader);
      } else {
        throw new Beyond("The zip holds zips within zips more than " + MOST_NESTED + " deep.");
      }
      file.rest();
    }
  }

  private static String shortName(String path) {
    String name = PlainText.printable(path.substring(path.lastIndexOf('/') + 1));
    return name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
  }

  /// A limit is passed; through whatever reads the stream.
  private static final class Beyond extends IOException {
    private static final long serialVersionUID = 1L;

    Beyond(String message) {
      super(message);
    }
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  /// One file; closing it leaves the archive open.
  private final class Entry extends InputStream {
    private final ZipInputStream zip;
    private final String name;
    private long bytes;

    Entry(ZipInputStream zip, String name) {
      this.zip = zip;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = zip.read(into, offset, length);
      bytes += Math.max(0, read);
      unpacked += Math.max(0, read);
      if (bytes > limits.entryBytes().asLongValue()) {
        throw new Beyond(
            name
                + " unpacks to more than "
                + limits.entryBytes().asLongValue()
                + " bytes (living-evidence.label-files.entry-bytes).");
      }
      if (unpacked > limits.unpackedBytes().asLongValue()) {
        throw new Beyond(
            "The zip unpacks to more than "
                + limits.unpackedBytes().asLongValue()
                + " bytes (living-evidence.label-files.unpacked-bytes).");
      }
      if (unpacked > RATIO_FROM && unpacked / limits.ratio() > packed.count) {
        throw new Beyond(
            "The zip unpacks to more than "
                + limits.ratio()
                + " times its size (living-evidence.label-files.ratio).");
      }
      return read;
    }

    @Override
    public void close() {
      // The archive goes on.
    }

    void rest() throws IOException {
      byte[] passed = new byte[16 * 1024];
      while (read(passed, 0, passed.length) >= 0) {
        // Passed over, and counted.
      }
    }
  }
}
