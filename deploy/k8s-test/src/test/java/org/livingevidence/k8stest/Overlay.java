package org.livingevidence.k8stest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What `deploy/k8s/render` makes of an overlay.
final class Overlay {
  static final Path ROOT = Path.of(System.getProperty("evidence.root")).toAbsolutePath();
  static final Path FOLDER = ROOT.resolve("deploy/k8s");
  private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

  private Overlay() {}

  /// The names of all overlays.
  static List<String> names() {
    try (Stream<Path> folders = Files.list(FOLDER.resolve("overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every resource of an overlay, parsed afresh, so that a test may spoil it.
  static List<Manifest> manifests(String name) {
    return parse(yaml(name));
  }

  static String yaml(String name) {
    return RENDERED.computeIfAbsent(name, Overlay::render);
  }

  static List<Manifest> parse(String yaml) {
    List<Manifest> manifests = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        manifests.add(new Manifest(documents.next()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return manifests;
  }

  private static String render(String name) {
    try {
      Path errors = Files.createTempFile("render-", ".txt");
      Process process =
          new ProcessBuilder(FOLDER.resolve("render").toString(), name)
              .redirectError(errors.toFile())
              .start();
      String yaml =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      int code = process.waitFor();
      String said = Files.readString(errors);
      Files.delete(errors);
      if (code != 0) {
        throw new AssertionError("the overlay " + name + " does not render: " + said);
      }
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
