package org.livingevidence.citations.release;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.connect.Pulse;

/// Files in a folder of this machine: a mirror, or what was carried here.
final class FolderFiles implements FileSource {
  @Override
  public List<Listed> list(URI folder, String called, Pulse pulse) throws IOException {
    Path path = Path.of(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<Listed> files = new ArrayList<>();
    try (var names = Files.newDirectoryStream(path, "pubmed*.xml.gz")) {
      for (Path each : names) {
        Optional<PubmedFile> file = PubmedFile.ofName(each.getFileName().toString());
        if (file.isPresent()) {
          String stamp = Files.getLastModifiedTime(each) + " " + Files.size(each);
          files.add(new Listed(file.get(), called, each.toUri(), stamp));
        }
      }
    }
    return files;
  }

  @Override
  public @Nullable String md5(Listed file, Pulse pulse) throws IOException {
    Path beside = Path.of(URI.create(file.uri() + ".md5"));
    return Files.isRegularFile(beside)
        ? Checksum.read(Files.readString(beside), file.file().name())
        : null;
  }

  /// A copy: what is checked is what is applied.
  @Override
  public void fetch(Listed file, Path target, String md5, Pulse pulse) throws IOException {
    Files.copy(Path.of(file.uri()), target, StandardCopyOption.REPLACE_EXISTING);
    try {
      Checksum.check(target, file.file().name(), md5);
    } catch (BrokenBody e) {
      throw new BrokenBody("The folder " + e.getMessage() + ".");
    }
  }
}
