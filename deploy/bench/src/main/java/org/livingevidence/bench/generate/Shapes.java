package org.livingevidence.bench.generate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// What is learnt from real files: the shapes of their articles, each PMID once, and the words,
/// names and headings that occur, each as often as it occurs.
final class Shapes {
  private final List<Shape> shapes = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private Shapes() {}

  /// @param folder holds PubMed XML, plain or gzip; files that cannot be read to their end are left
  ///     out
  /// @throws IOException when the folder holds no article
  static Shapes of(Path folder) throws IOException {
    Shapes shapes = new Shapes();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        shapes.learn(file);
      }
    }
    if (shapes.shapes.isEmpty() || shapes.words.isEmpty() || shapes.names.isEmpty()) {
      throw new IOException(folder + " holds no PubMed articles to learn from");
    }
    return shapes;
  }

  List<Shape> shapes() {
    return shapes;
  }

  /// Every word of every title and abstract.
  List<String> words() {
    return words;
  }

  /// The elements that name an author, as XML.
  List<String> names() {
    return names;
  }

  /// The elements `MeshHeading`, as XML.
  List<String> headings() {
    return headings;
  }

  private void learn(Path file) throws IOException {
    Document document;
    try (InputStream in = open(file)) {
      document = parser().parse(in);
    } catch (SAXException e) {
      return;
    }
    NodeList articles = document.getElementsByTagName("PubmedArticle");
    for (int i = 0; i < articles.getLength(); i++) {
      Element article = (Element) articles.item(i);
      Element pmid = (Element) article.getElementsByTagName("PMID").item(0);
      if (pmid != null && seen.add(pmid.getTextContent().strip())) {
        ShapeReader reader = new ShapeReader(words, names, headings);
        shapes.add(reader.read(article));
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static DocumentBuilder parser() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setCoalescing(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own parser has these features", e);
    }
  }
}
