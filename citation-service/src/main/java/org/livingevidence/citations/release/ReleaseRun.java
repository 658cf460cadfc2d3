package org.livingevidence.citations.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.pubmed.PubmedIntake;
import org.livingevidence.connect.Pulse;
import org.livingevidence.imports.Imports;

/// Brings what is here up to what the source lists, file after file in the order of their numbers.
/// Nothing is passed over: a file that is missing, broken or failed stops it, and its statement
/// says
/// which and why.
final class ReleaseRun {
  static final String OWNER = "pubmed-files";

  private final FileSource source;
  private final URI base;
  private final int first;
  private final Tools tools;
  private final boolean byPerson;
  private final Pulse pulse;
  private @Nullable String listedTo;

  /// What a run needs beside its source.
  ///
  /// @param folder where files lie until they are spooled
  /// @param watch how often it looks whether an import has ended
  record Tools(ReleaseStore store, Imports imports, Path folder, Duration watch) {}

  /// @param first the number to begin with where nothing was applied
  /// @param byPerson whether somebody asked for this run: what failed before is tried again
  ReleaseRun(FileSource source, URI base, int first, Tools tools, boolean byPerson, Pulse pulse) {
    this.source = source;
    this.base = base;
    this.first = first;
    this.tools = tools;
    this.byPerson = byPerson;
    this.pulse = pulse;
  }

  /// Why it cannot go on.
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    Stopped(String statement) {
      super(statement);
    }
  }

  /// The last file that the source listed; null before.
  @Nullable String listedTo() {
    return listedTo;
  }

  /// @return what to say when everything listed is applied
  String run() throws Stopped, IOException, SQLException {
    NavigableMap<PubmedFile, Listed> listed = listed();
    for (AppliedFile file : List.copyOf(tools.store().latest().values())) {
      if (file.state().equals("importing")) {
        await(file.file(), file.turn(), Objects.requireNonNull(file.importId()));
      }
    }
    int replaced = reapplied(listed);
    int applied = 0;
    Optional<PubmedFile> next = next(listed);
    while (next.isPresent()) {
      apply(Objects.requireNonNull(listed.get(next.get())));
      applied++;
      next = next(listed);
    }
    var known = tools.store().latest();
    if (known.isEmpty()) {
      throw new Stopped(
          "The first file to apply is number " + first + "; the source lists to " + listedTo + ".");
    }
    PubmedFile last = known.lastKey();
    return "Everything listed is applied, to "
        + last.name()
        + "; "
        + applied
        + " new this time"
        + (replaced == 0 ? "." : ", and " + replaced + " that had been replaced.");
  }

  private NavigableMap<PubmedFile, Listed> listed() throws IOException, Stopped {
    NavigableMap<PubmedFile, Listed> listed = new TreeMap<>();
    source.listAll(base, pulse).forEach(file -> listed.putIfAbsent(file.file(), file));
    if (listed.isEmpty()) {
      throw new Stopped("No file of PubMed is listed at " + base + ".");
    }
    listedTo = listed.lastKey().name();
    return listed;
  }

  /// Applies again what was replaced at the source since it was applied. Versions decide of each
  /// record, so that what came after it is not undone.
  private int reapplied(NavigableMap<PubmedFile, Listed> listed)
      throws IOException, SQLException, Stopped {
    int n = 0;
    for (AppliedFile file : tools.store().latest().values()) {
      Listed now = listed.get(file.file());
      if (!file.applied()
          || now == null
          || (now.stamp() != null && now.stamp().equals(file.stamp()))) {
        continue;
      }
      String md5 = source.md5(now, pulse);
      if (md5 == null || md5.equals(file.md5())) {
        tools.store().stamped(file.file(), file.turn(), now.stamp());
      } else {
        pulse.beat(file.name() + " was replaced since it was applied; it is applied again.");
        apply(now);
        n++;
      }
    }
    return n;
  }

  /// The next file to apply; empty when all that is listed is.
  private Optional<PubmedFile> next(NavigableMap<PubmedFile, Listed> listed)
      throws SQLException, Stopped {
    var known = tools.store().latest();
    if (known.isEmpty()) {
      return inOrder(new PubmedFile(listed.lastKey().year(), first), listed, listed.lastKey());
    }
    PubmedFile last = known.lastKey();
    PubmedFile wanted =
        known.values().stream()
            .filter(file -> !file.applied())
            .map(AppliedFile::file)
            .filter(file -> file.year() == last.year() || listed.containsKey(file))
            .findFirst()
            .orElse(last.next());
    PubmedFile newest = listed.lastKey();
    // A new year's baseline holds everything again: what the old year still had is not waited for.
    boolean newYear = newest.year() > wanted.year();
    if (newYear && !listed.containsKey(wanted)) {
      return inOrder(new PubmedFile(wanted.year() + 1, 1), listed, newest);
    }
    return inOrder(wanted, listed, newest);
  }

  private static Optional<PubmedFile> inOrder(
      PubmedFile wanted, NavigableMap<PubmedFile, Listed> listed, PubmedFile newest)
      throws Stopped {
    if (listed.containsKey(wanted)) {
      return Optional.of(wanted);
    }
    PubmedFile after = listed.higherKey(wanted);
    if (after == null) {
      return Optional.empty();
    }
    throw new Stopped(
        wanted.name()
            + " is missing: the source lists "
            + after.name()
            + (after.equals(newest) ? "" : " to " + newest.name())
            + " after it. Nothing is applied out of order.");
  }

  private void apply(Listed listed) throws IOException, SQLException, Stopped {
    PubmedFile file = listed.file();
    String md5 = source.md5(listed, pulse);
    if (md5 == null) {
      throw new Stopped(
          file.name() + " has no checksum (" + file.name() + ".md5) beside it, or not yet.");
    }
    AppliedFile before = tools.store().latest().get(file);
    if (before != null
        && before.state().equals("failed")
        && before.md5().equals(md5)
        && !byPerson) {
      throw new Stopped(
          file.name()
              + " failed before and is the same: "
              + before.reason()
              + " It is tried again when somebody asks for it.");
    }
    Path here = Files.createTempFile(tools.folder(), file.name() + ".", ".part");
    try {
      Pulse fetching = what -> pulse.beat("Fetching " + file.name() + ": " + what);
      source.fetch(listed, here, md5, fetching);
      int turn = tools.store().fetched(listed, md5, before);
      String importId;
      try (InputStream in = Files.newInputStream(here)) {
        String key = "pubmed-files-" + file.name() + "-" + turn + "-" + md5;
        importId =
            tools
                .imports()
                .begin(new Imports.Order(PubmedIntake.KIND, file.name(), OWNER, key), in);
      }
      tools.store().importing(file, turn, importId);
      await(file, turn, importId);
    } finally {
      Files.deleteIfExists(here);
    }
  }

  /// Waits for the end of an import.
  private void await(PubmedFile file, int turn, String importId) throws SQLException, Stopped {
    while (true) {
      pulse.beat("Importing " + file.name() + " as " + importId + ".");
      var progress = tools.imports().find(importId).orElse(null);
      if (progress == null) {
        fail(file, turn, "Its import " + importId + " is no longer known.");
      } else if (progress.finished()) {
        tools.store().applied(file, turn);
        return;
      } else if (progress.ended()) {
        String why = progress.problem() == null ? "" : ": " + progress.problem();
        fail(file, turn, "Its import " + importId + " ended as " + progress.state() + why);
      }
      LockSupport.parkNanos(tools.watch().toNanos());
    }
  }

  private void fail(PubmedFile file, int turn, String reason) throws SQLException, Stopped {
    tools.store().failed(file, turn, reason);
    throw new Stopped(file.name() + " is not applied. " + reason);
  }
}
