import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Writes what an image is made of as CycloneDX 1.6: Debian's packages, the JDK, every jar with its
/// hash.
///
/// Arguments: the service, the folder of the image, the folder of dpkg's notes, the file to write.
/// Run from its source, with Jackson on the class path.
class Sbom {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    Path image = Path.of(arguments[1]);
    ObjectNode bom = JSON.createObjectNode();
    bom.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
    bom.putObject("metadata")
        .putObject("component")
        .put("type", "container")
        .put("bom-ref", arguments[0])
        .put("name", "living-evidence/" + arguments[0]);
    ArrayNode components = bom.putArray("components");
    debian(components, Path.of(arguments[2]));
    jdk(components, image.resolve("java/release"));
    try (Stream<Path> files = Files.walk(image.resolve("app"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jar(components, image, jar);
      }
    }
    Files.writeString(
        Path.of(arguments[3]),
        JSON.enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(bom));
  }

  private static void debian(ArrayNode components, Path status) throws IOException {
    String name = "";
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("Package: ")) {
        name = line.substring(9);
      } else if (line.startsWith("Version: ")) {
        add(components, "library", "", name, line.substring(9))
            .put("purl", "pkg:deb/debian/" + name + "@" + encoded(line.substring(9)));
      }
    }
  }

  private static void jdk(ArrayNode components, Path release) throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Files.newInputStream(release)) {
      properties.load(file);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    add(components, "platform", "", "openjdk", version)
        .put("purl", "pkg:generic/openjdk@" + encoded(version));
  }

  private static void jar(ArrayNode components, Path image, Path jar) throws Exception {
    String file = jar.getFileName().toString();
    Properties maven = new Properties();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> notes =
          zip.stream()
              .filter(e -> e.getName().matches("META-INF/maven/[^/]+/[^/]+/pom.properties"))
              .toList();
      if (notes.size() == 1) {
        try (InputStream note = zip.getInputStream(notes.getFirst())) {
          maven.load(note);
        }
      }
    }
    // Quarkus lays a library down as <group>.<artifact>-<version>.jar.
    String bare = file.substring(0, file.length() - 4);
    int dash = bare.replaceAll("-(?=\\d)", "\u0000").indexOf('\u0000');
    String group = maven.getProperty("groupId", "");
    String artifact = maven.getProperty("artifactId", dash < 0 ? bare : bare.substring(0, dash));
    String version = maven.getProperty("version", dash < 0 ? "" : bare.substring(dash + 1));
    ObjectNode component = add(components, "library", group, artifact, version);
    if (!group.isEmpty()) {
      component.put("purl", "pkg:maven/%s/%s@%s".formatted(group, artifact, encoded(version)));
    }
    component
        .putArray("hashes")
        .addObject()
        .put("alg", "SHA-256")
        .put("content", sha256(jar));
    component
        .putObject("evidence")
        .putArray("occurrences")
        .addObject()
        .put("location", "/" + image.relativize(jar));
  }

  private static ObjectNode add(
      ArrayNode components, String type, String group, String name, String version) {
    ObjectNode component = components.addObject().put("type", type);
    if (!group.isEmpty()) {
      component.put("group", group);
    }
    return component.put("name", name).put("version", version);
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static String encoded(String version) {
    return version.replace("+", "%2B").replace(":", "%3A").replace("~", "%7E");
  }
}
