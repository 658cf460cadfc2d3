package org.livingevidence.bench.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.livingevidence.bench.generate.Shape.Identifier;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/// Takes one article apart.
final class ShapeReader {
  private static final Set<String> PROSE =
      Set.of("ArticleTitle", "AbstractText", "VernacularTitle");
  private static final Set<String> NAME = Set.of("LastName", "ForeName", "Initials", "Suffix");

  private final List<String> words;
  private final List<String> names;
  private final List<String> headings;
  private final List<Shape.Part> parts = new ArrayList<>();
  private final StringBuilder copied = new StringBuilder();

  ShapeReader(List<String> words, List<String> names, List<String> headings) {
    this.words = words;
    this.names = names;
    this.headings = headings;
  }

  Shape read(Element article) {
    element(article, false);
    flush();
    return new Shape(List.copyOf(parts));
  }

  private void element(Element element, boolean prose) {
    String name = element.getTagName();
    if (name.equals("MeshHeading")) {
      String heading = xml(element);
      headings.add(heading);
      add(new Shape.Heading(heading));
      return;
    }
    start(element);
    if (name.equals("PMID") || name.equals("ArticleId")) {
      identifier(element);
    } else if (name.equals("ELocationID") && "doi".equals(element.getAttribute("EIdType"))) {
      add(new Identifier(Identifier.Kind.DOI));
    } else {
      boolean inProse = prose || PROSE.contains(name);
      boolean math = name.endsWith("math");
      boolean author = name.equals("Author");
      StringBuilder person = new StringBuilder();
      for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (author && child instanceof Element part && NAME.contains(part.getTagName())) {
          person.append(xml(part));
        } else if (child instanceof Element inner) {
          if (!person.isEmpty()) {
            person(person);
          }
          element(inner, inProse && !math);
        } else if (child instanceof Text text) {
          text(text.getData(), inProse && !math);
        }
      }
      if (!person.isEmpty()) {
        person(person);
      }
    }
    copied.append("</").append(name).append('>');
  }

  private void person(StringBuilder person) {
    names.add(person.toString());
    add(new Shape.Name());
    person.setLength(0);
  }

  private void identifier(Element element) {
    boolean own =
        switch (element.getTagName()) {
          case "PMID" -> element.getParentNode().getNodeName().equals("MedlineCitation");
          default -> element.getParentNode().getParentNode().getNodeName().equals("PubmedData");
        };
    String type = element.getTagName().equals("PMID") ? "pubmed" : element.getAttribute("IdType");
    switch (type) {
      case "pubmed" -> add(own ? new Identifier(Identifier.Kind.PMID) : new Shape.Reference());
      case "doi" -> ownOrCopied(element, own, Identifier.Kind.DOI);
      case "pmc" -> ownOrCopied(element, own, Identifier.Kind.PMCID);
      case "pii" -> ownOrCopied(element, own, Identifier.Kind.PII);
      default -> copied.append(escaped(element.getTextContent()));
    }
  }

  private void ownOrCopied(Element element, boolean own, Identifier.Kind kind) {
    if (own) {
      add(new Identifier(kind));
    } else {
      copied.append(escaped(element.getTextContent()));
    }
  }

  private void text(String text, boolean prose) {
    if (!prose || text.isBlank()) {
      copied.append(escaped(text));
      return;
    }
    List<String> found = Arrays.asList(text.strip().split("\\s+"));
    found.forEach(word -> words.add(escaped(word)));
    add(
        new Shape.Words(
            found.size(),
            Character.isWhitespace(text.charAt(0)),
            Character.isWhitespace(text.charAt(text.length() - 1))));
  }

  private void add(Shape.Part part) {
    flush();
    parts.add(part);
  }

  private void flush() {
    if (!copied.isEmpty()) {
      parts.add(new Shape.Copied(copied.toString()));
      copied.setLength(0);
    }
  }

  private void start(Element element) {
    copied.append(tag(element));
  }

  private static String tag(Element element) {
    StringBuilder tag = new StringBuilder("<").append(element.getTagName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      tag.append(' ')
          .append(attribute.getNodeName())
          .append("=\"")
          .append(escaped(attribute.getNodeValue()).replace("\"", "&quot;"))
          .append('"');
    }
    return tag.append('>').toString();
  }

  private static String xml(Element element) {
    StringBuilder xml = new StringBuilder(tag(element));
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        xml.append(xml(inner));
      } else if (child instanceof Text text) {
        xml.append(escaped(text.getData()));
      }
    }
    return xml.append("</").append(element.getTagName()).append('>').toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
