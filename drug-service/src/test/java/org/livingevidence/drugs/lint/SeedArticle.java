package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.livingevidence.drugs.monograph.Monograph;

/// The drug article that stands beside the project, read in place and entered as it is written:
/// answers without questions, references that are numbers only, links in braces.
final class SeedArticle {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SeedArticle() {}

  /// Skips the test where the article is not.
  static Monograph draft() throws IOException {
    Path folder = Path.of(System.getProperty("evidence.shared", "../shared"), "seeds");
    boolean there = Files.isDirectory(folder);
    if (!there) {
      System.err.println("SKIPPED: the article is not at " + folder.toAbsolutePath());
    }
    Assumptions.assumeTrue(there, "the article is not at " + folder.toAbsolutePath());
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        if (text.contains("Frequently Asked Questions")) {
          return Monograph.readDraft(form(text), null);
        }
      }
    }
    throw new AssertionError("no article with questions in " + folder);
  }

  private static ObjectNode form(String text) {
    List<String> blocks = new ArrayList<>();
    for (String block : text.split("\\n\\s*\\n", -1)) {
      blocks.add(block.strip());
    }
    var form = JSON.createObjectNode();
    int title = blocks.indexOf("Skip to content") + 1;
    form.put("id", "seed-article").put("title", blocks.get(title));
    form.putArray("drugs").add("anakinra");
    form.put("readingMinutes", Integer.parseInt(blocks.get(title + 1).split(" ", -1)[0]));
    form.put("lead", blocks.get(title + 2));
    form.put("quickSummary", blocks.get(blocks.indexOf("Quick Summary") + 1));
    int points = blocks.indexOf("Key Points");
    int contents = blocks.indexOf("In This Article");
    var keyPoints = form.putArray("keyPoints");
    for (String point : blocks.subList(points + 1, contents)) {
      int colon = point.indexOf(": ");
      keyPoints
          .addObject()
          .put("label", point.substring(1, colon).strip())
          .put("text", point.substring(colon + 2));
    }
    int questions = blocks.indexOf("Frequently Asked Questions");
    int references = blocks.indexOf("References");
    int disclaimer = blocks.indexOf("Medical Disclaimer");
    sections(form, blocks.subList(contents + 1, questions));
    var faq = form.putArray("faq");
    for (String answer : blocks.subList(questions + 1, references)) {
      faq.addObject().put("answer", answer);
    }
    var list = form.putArray("references");
    int numbers =
        String.join("\n", blocks.subList(references + 1, disclaimer)).split("\n", -1).length;
    for (int i = 1; i <= numbers; i++) {
      list.addObject().put("number", i);
    }
    form.put("disclaimer", blocks.get(disclaimer + 1));
    return form;
  }

  /// A block without a full stop at its end is a heading.
  private static void sections(ObjectNode form, List<String> blocks) {
    var sections = form.putArray("sections");
    for (String block : blocks) {
      if (!block.endsWith(".")) {
        sections.addObject().put("heading", block).putArray("paragraphs");
      } else {
        sections
            .get(sections.size() - 1)
            .<ArrayNode>withArray("paragraphs")
            .addObject()
            .put("text", block);
      }
    }
  }
}
