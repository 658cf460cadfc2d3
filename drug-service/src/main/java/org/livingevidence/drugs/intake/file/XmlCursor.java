package org.livingevidence.drugs.intake.file;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A forward cursor over the elements of one XML document that nobody vouches for: declarations are
/// stepped over, nothing outside is fetched, no entity but XML's own expands.
///
/// Reading is by children: `while (child())` visits each child of the current element, and whoever
/// visits one consumes it with [#text], [#skip], [#walk] or a loop of its own.
public final class XmlCursor implements AutoCloseable {
  private static final int SEGMENT = 4096;

  private final XMLStreamReader reader;
  private final int longest;
  private int depth;
  private long characters;

  /// @throws XMLStreamException when not even the head can be read
  public XmlCursor(InputStream in, LabelFileConfig limits) throws XMLStreamException {
    reader = factory(limits).createXMLStreamReader(in);
    longest = limits.labelLength();
  }

  /// For text that stands in another document.
  public XmlCursor(Reader in, LabelFileConfig limits) throws XMLStreamException {
    reader = factory(limits).createXMLStreamReader(in);
    longest = limits.labelLength();
  }

  private static XMLInputFactory factory(LabelFileConfig limits) {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.attributeLength());
    factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, SEGMENT);
    factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.labelLength() + SEGMENT);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("a document may not refer to anything outside itself");
        });
    return factory;
  }

  /// Moves to the document's root.
  public void root() throws XMLStreamException {
    while (reader.next() != XMLStreamConstants.START_ELEMENT) {
      // Comments, declarations and instructions stand before it.
    }
    depth++;
  }

  /// Moves to the next child.
  ///
  /// @return false when the element has ended
  public boolean child() throws XMLStreamException {
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return false;
        }
        case XMLStreamConstants.END_DOCUMENT -> throw new XMLStreamException("the document ended");
        default -> {}
      }
    }
  }

  /// The local name of the current start tag.
  public String name() {
    return reader.getLocalName();
  }

  /// The namespace of the current start tag, empty when it has none.
  public String namespace() {
    String uri = reader.getNamespaceURI();
    return uri == null ? "" : uri;
  }

  /// An attribute of the current start tag, null when absent or blank.
  public @Nullable String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// Steps over the current element and everything in it.
  public void skip() throws XMLStreamException {
    int outside = depth - 1;
    while (depth > outside) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /// What the elements within one are told to.
  public interface Visitor {
    /// An element begins; [XmlCursor#attribute] reads its attributes.
    void start(String name);

    /// It ends.
    void end(String name);

    /// Text between.
    void text(CharSequence text);
  }

  /// Consumes the current element and tells what is in it.
  public void walk(Visitor visitor) throws XMLStreamException {
    int outside = depth - 1;
    while (depth > outside) {
      switch (reader.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          characters += reader.getTextLength();
          if (characters > longest) {
            throw new XMLStreamException(
                "a label holds more than "
                    + longest
                    + " characters of text (living-evidence.label-files.label-length)");
          }
          visitor.text(
              java.nio.CharBuffer.wrap(
                  reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength()));
        }
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          visitor.start(reader.getLocalName());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          if (depth > outside) {
            visitor.end(reader.getLocalName());
          }
        }
        default -> {}
      }
    }
  }

  /// Where the cursor stands.
  public Location location() {
    return reader.getLocation();
  }

  @Override
  public void close() throws XMLStreamException {
    reader.close();
  }
}
