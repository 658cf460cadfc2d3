package org.livingevidence.citations.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.livingevidence.citations.SharedData;
import org.livingevidence.teststack.SourceServer.Asked;
import org.livingevidence.teststack.SourceServer.Reply;

/// PubMed's server: pages that list the folders, files, and checksums beside them.
final class FakeMirror {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> stamps = new TreeMap<>();
  private int clock = 10;

  /// A real file, as it is or compressed.
  static byte[] real(String name) {
    try (var in = SharedData.open(SharedData.folder("pubmed").resolve(name))) {
      return gzip(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Puts a file, or another in its place, with its checksum.
  void put(String folder, String name, byte[] content) {
    put(folder, name, content, "MD5(" + name + ")= " + md5(content) + "\n");
  }

  void put(String folder, String name, byte[] content, String checksum) {
    files.put(folder + "/" + name, content);
    files.put(folder + "/" + name + ".md5", checksum.getBytes(StandardCharsets.UTF_8));
    stamps.put(folder + "/" + name, "2026-01-10 12:" + clock++ + "   19M");
  }

  void remove(String folder, String name) {
    files.remove(folder + "/" + name);
    files.remove(folder + "/" + name + ".md5");
  }

  void removeChecksum(String folder, String name) {
    files.remove(folder + "/" + name + ".md5");
  }

  /// Writes everything to a folder of this machine.
  void writeTo(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Reply answer(Asked asked) {
    String path = asked.uri().getPath().replaceFirst("^/pubmed/", "");
    byte[] file = files.get(path);
    if (file != null) {
      return Reply.of(200, file);
    }
    boolean folder =
        path.endsWith("/") && files.keySet().stream().anyMatch(name -> name.startsWith(path));
    return folder ? Reply.of(200, page(path)) : Reply.of(404, "Not Found");
  }

  private String page(String folder) {
    StringBuilder lines =
        new StringBuilder(
            "<html><head><title>Index of /pubmed</title></head>\n<body><pre>Name  Last modified  Size <hr><a href=\"/pubmed/\">Parent Directory</a>  -\n");
    lines.append("<a href=\"README.txt\">README.txt</a>   2026-01-12 14:25  4.5K\n");
    for (String file : files.keySet()) {
      if (file.startsWith(folder)) {
        String name = file.substring(folder.length());
        lines
            .append("<a href=\"")
            .append(name)
            .append("\">")
            .append(name)
            .append("</a>   ")
            .append(stamps.getOrDefault(file, "2026-01-10 12:00   60"))
            .append('\n');
      }
    }
    return lines.append("</pre></body></html>\n").toString();
  }
}
