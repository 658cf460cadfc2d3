package org.livingevidence.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Tells how far an import is: a bar on a terminal, plain lines elsewhere.
interface ImportProgress extends AutoCloseable {
  /// Work of this file, in bytes, was found to be there.
  void expected(long bytes);

  /// So many more bytes are applied, and so many records have an outcome by now, over all files.
  void advanced(long bytes, long records);

  /// A file has ended.
  void ended(ImportedFile file);

  /// Something to be told meanwhile, in one line.
  void note(Path file, String what);

  @Override
  void close();

  /// The one that suits where the output goes.
  static ImportProgress toTerminal(PrintWriter out, int files) {
    return System.console() != null && System.console().isTerminal()
        ? new Bar(files)
        : new Lines(out, files);
  }

  /// A bar over the bytes of all files.
  final class Bar implements ImportProgress {
    private final ProgressBar bar;
    private final int files;
    private int done;
    private long records;

    Bar(int files) {
      this.files = files;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("Import")
              .setInitialMax(0)
              .setUnit(" MB", 1 << 20)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(100)
              .build();
    }

    @Override
    public synchronized void expected(long bytes) {
      bar.maxHint(bar.getMax() + bytes);
    }

    @Override
    public synchronized void advanced(long bytes, long recordsNow) {
      records += recordsNow;
      bar.stepBy(bytes);
      tell("");
    }

    @Override
    public synchronized void ended(ImportedFile file) {
      done++;
      tell("");
    }

    @Override
    public synchronized void note(Path file, String what) {
      tell(", " + file.getFileName() + ": " + what);
    }

    private void tell(String more) {
      bar.setExtraMessage("  " + done + " of " + files + " files, " + records + " records" + more);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /// A line per file, and one every few seconds of a long one.
  final class Lines implements ImportProgress {
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final int files;
    private int done;
    private long records;
    private long last = System.nanoTime();

    Lines(PrintWriter out, int files) {
      this.out = out;
      this.files = files;
    }

    @Override
    public void expected(long bytes) {}

    @Override
    public synchronized void advanced(long bytes, long recordsNow) {
      records += recordsNow;
      if (System.nanoTime() - last > PAUSE) {
        say(done + " of " + files + " files, " + records + " records");
      }
    }

    @Override
    public synchronized void ended(ImportedFile file) {
      done++;
      say(done + " of " + files + ": " + file.file().getFileName() + " " + file.state());
    }

    @Override
    public synchronized void note(Path file, String what) {
      say(file.getFileName() + ": " + what);
    }

    private void say(String line) {
      last = System.nanoTime();
      out.println(line);
      out.flush();
    }

    @Override
    public void close() {}
  }
}
