package org.livingevidence.citations.release;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.BodyReader;
import org.livingevidence.connect.Pulse;
import org.livingevidence.connect.SourceClient;
import org.livingevidence.connect.SourceFailure;
import org.livingevidence.connect.SourceRequest;

/// Files on a server that lists its folders as pages of links, as PubMed's does.
final class HttpFiles implements FileSource {
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_LIST = 16 << 20;

  /// A link, and what stands behind it in its line: date and size.
  private static final Pattern LINK =
      Pattern.compile(
          "<a\\s[^>]*?href\\s*=\\s*[\"']?([^\"'\\s>]+)[\"']?[^>]*>.*?</a>([^\\n]*)",
          Pattern.CASE_INSENSITIVE);

  private final SourceClient client;

  HttpFiles(SourceClient client) {
    this.client = client;
  }

  @Override
  public List<Listed> list(URI folder, String called, Pulse pulse) throws IOException {
    String page = text(folder, pulse);
    return page == null ? List.of() : links(page, folder, called);
  }

  static List<Listed> links(String page, URI folder, String called) {
    List<Listed> files = new ArrayList<>();
    Set<PubmedFile> seen = new HashSet<>();
    Matcher link = LINK.matcher(page);
    while (link.find()) {
      String target = link.group(1);
      String name = target.substring(target.lastIndexOf('/') + 1);
      Optional<PubmedFile> file = PubmedFile.ofName(name);
      if (file.isPresent() && seen.add(file.get())) {
        String behind = link.group(2).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        files.add(
            new Listed(file.get(), called, folder.resolve(name), behind.isEmpty() ? null : behind));
      }
    }
    return files;
  }

  @Override
  public @Nullable String md5(Listed file, Pulse pulse) throws IOException {
    try {
      return client.fetch(
          SourceRequest.get(URI.create(file.uri() + ".md5")),
          body ->
              Checksum.read(
                  new String(body.readNBytes(4096), StandardCharsets.UTF_8), file.file().name()),
          pulse);
    } catch (SourceFailure e) {
      return missing(e);
    }
  }

  @Override
  public void fetch(Listed file, Path target, String md5, Pulse pulse) throws IOException {
    client.download(
        SourceRequest.get(file.uri()),
        target,
        it -> Checksum.check(it, file.file().name(), md5),
        pulse);
  }

  private @Nullable String text(URI uri, Pulse pulse) throws IOException {
    try {
      return client.fetch(
          SourceRequest.get(uri),
          body -> new String(BodyReader.bytes(body, LONGEST_LIST), StandardCharsets.UTF_8),
          pulse);
    } catch (SourceFailure e) {
      return missing(e);
    }
  }

  private static @Nullable String missing(SourceFailure e) throws SourceFailure {
    if (e.status() == NOT_FOUND) {
      return null;
    }
    throw e;
  }
}
