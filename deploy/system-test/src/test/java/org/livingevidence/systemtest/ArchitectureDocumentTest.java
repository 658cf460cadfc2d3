package org.livingevidence.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A document that names what is gone misleads worse than none.
class ArchitectureDocumentTest {

  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:#[a-z][A-Za-z0-9]*)?`");
  private static final Pattern FOLDER = Pattern.compile("`((?:[a-z][a-z0-9-]*/)+[a-zA-Z0-9.-]*)`");

  @Test
  void everyClassNamedInTheArchitectureDocumentExists() throws IOException {
    Set<String> named = matches(CLASS_NAME);
    Set<String> existing;
    try (Stream<Path> files = Files.walk(RunningStack.ROOT)) {
      existing =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") || name.endsWith(".tla"))
              .map(name -> name.substring(0, name.lastIndexOf('.')))
              .collect(Collectors.toSet());
    }
    assertThat(named).as("class names in ARCHITECTURE.md").hasSizeGreaterThan(15);
    assertThat(existing).containsAll(named);
  }

  @Test
  void everyFolderNamedInTheArchitectureDocumentExists() throws IOException {
    assertThat(matches(FOLDER))
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(RunningStack.ROOT.resolve(folder)).exists());
  }

  private static Set<String> matches(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher matcher =
        pattern.matcher(Files.readString(RunningStack.ROOT.resolve("ARCHITECTURE.md")));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
