package org.livingevidence.citations.release;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.Pulse;

/// Where the files are.
interface FileSource {
  /// The files of one folder, in any order; none where there is no such folder.
  ///
  /// @throws IOException when it cannot be read, with words for a person
  List<Listed> list(URI folder, String called, Pulse pulse) throws IOException;

  /// The checksum beside a file, in lower case; null when there is none.
  @Nullable String md5(Listed file, Pulse pulse) throws IOException;

  /// Fetches a file whole.
  ///
  /// @param md5 what it must have
  void fetch(Listed file, Path target, String md5, Pulse pulse) throws IOException;

  /// All files below an address: of `baseline` and `updatefiles`, or of the address itself.
  default List<Listed> listAll(URI base, Pulse pulse) throws IOException {
    List<Listed> all = new ArrayList<>(list(base.resolve("baseline/"), "baseline", pulse));
    all.addAll(list(base.resolve("updatefiles/"), "updatefiles", pulse));
    return all.isEmpty() ? list(base, "files", pulse) : all;
  }
}
