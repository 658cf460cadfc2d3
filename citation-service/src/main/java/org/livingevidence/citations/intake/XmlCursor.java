package org.livingevidence.citations.intake;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.nio.CharBuffer;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.bibliography.markup.MarkupBuilder;
import org.livingevidence.bibliography.markup.MarkupLimits;

/// A forward cursor over the elements of one XML document.
///
/// Document type definitions are stepped over unread, so nothing outside the document is ever
/// fetched and no entity but the five of XML itself and character references expands. An
/// element's text is put together from however many events the parser cuts it into.
///
/// Reading is by children: after [#descend] or at any start tag, `while (child())` visits each
/// child, and whoever visits one must consume it with [#text], [#skip] or a loop of its own.
public final class XmlCursor implements AutoCloseable {
  private final XMLStreamReader reader;
  private final int recordLength;
  private final MarkupLimits markup;
  private final StringBuilder buffer = new StringBuilder(4096);
  private int depth;
  private long characters;

  /// @param in the document's bytes, not compressed
  /// @param limits what it may ask of us
  /// @throws XMLStreamException when not even the head can be read
  public XmlCursor(InputStream in, XmlLimits limits) throws XMLStreamException {
    this.reader = factory(limits).createXMLStreamReader(in);
    this.recordLength = limits.recordLength();
    this.markup = new MarkupLimits(limits.markupDepth(), limits.markupLength());
  }

  private static XMLInputFactory factory(XmlLimits limits) {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.attributeLength());
    factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, 4096);
    factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.recordLength() + 4096);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("a document may not refer to anything outside itself");
        });
    return factory;
  }

  /// Moves to the document's next start tag at any depth, through whatever wraps it.
  ///
  /// @return false at the end of the document
  public boolean descend() throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
    return false;
  }

  /// Moves to the next child of the element whose start tag, or whose last child's end, is current.
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

  /// @return the local name of the current start tag
  public String name() {
    return reader.getLocalName();
  }

  /// @return the value of an attribute of the current start tag, null when absent or blank
  public @Nullable String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// Steps over the current element and everything in it.
  public void skip() throws XMLStreamException {
    leaveTo(depth - 1);
  }

  /// Steps forward until `target` elements are open: to get past what is left of a broken record.
  public void leaveTo(int target) throws XMLStreamException {
    while (depth > target) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /// Consumes the current element.
  ///
  /// @return its text with that of the elements in it, white space collapsed; null when there is
  ///     none
  public @Nullable String text() throws XMLStreamException {
    read(false);
    int end = buffer.length();
    if (end > 0 && buffer.charAt(end - 1) == ' ') {
      end--;
    }
    return end == 0 ? null : buffer.substring(0, end);
  }

  /// Consumes the current element.
  ///
  /// @return its text as [#text] gives it, and the markup in it; null when there is none
  public @Nullable MarkedText marked() throws XMLStreamException {
    MarkupBuilder built = read(true);
    int end = buffer.length();
    if (end > 0 && buffer.charAt(end - 1) == ' ') {
      end--;
    }
    return MarkedText.of(buffer.substring(0, end), built == null ? null : built.build());
  }

  /// @param marking whether markup is wanted
  /// @return what builds it, null when there is no element or none is wanted
  private @Nullable MarkupBuilder read(boolean marking) throws XMLStreamException {
    buffer.setLength(0);
    MarkupBuilder built = null;
    int outside = depth - 1;
    int math = 0;
    int superscript = 0;
    int superscriptFrom = 0;
    while (depth > outside) {
      switch (reader.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          append(math > 0);
          if (built != null) {
            built.text(
                CharBuffer.wrap(
                    reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength()));
          }
        }
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (marking) {
            if (built == null) {
              built = new MarkupBuilder(markup);
              built.text(buffer);
            }
            built.start(reader.getLocalName(), this::attribute);
          }
          if (math == 0 && reader.getLocalName().equals("math")) {
            math = depth;
          } else if (superscript == 0 && reader.getLocalName().equals("sup")) {
            superscript = depth;
            superscriptFrom = buffer.length();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (depth == superscript) {
            Markup.raise(buffer, superscriptFrom);
            superscript = 0;
          } else if (depth == math) {
            math = 0;
          }
          depth--;
          if (built != null && depth > outside) {
            built.end();
          }
        }
        default -> {}
      }
    }
    return built;
  }

  /// Collapses white space as it goes. Between the elements of a formula it only formats the file.
  private void append(boolean math) throws XMLStreamException {
    char[] text = reader.getTextCharacters();
    int from = reader.getTextStart();
    int to = from + reader.getTextLength();
    characters += to - from;
    if (characters > recordLength) {
      throw new RecordTooLongException(recordLength);
    }
    if (math) {
      while (from < to && isSpace(text[from])) {
        from++;
      }
      while (from < to && isSpace(text[to - 1])) {
        to--;
      }
    }
    boolean space = buffer.isEmpty() || buffer.charAt(buffer.length() - 1) == ' ';
    int run = from;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c > ' ') {
        space = false;
      } else {
        if (c == ' ' && !space) {
          space = true;
          continue;
        }
        buffer.append(text, run, i - run);
        if (!space) {
          buffer.append(' ');
          space = true;
        }
        run = i + 1;
      }
    }
    buffer.append(text, run, to - run);
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }

  /// Begins the count of a new record's characters.
  public void beginRecord() {
    characters = 0;
  }

  /// @return how many elements are open
  public int depth() {
    return depth;
  }

  /// @return where the cursor stands, for people: `line 12, column 3`
  public String where() {
    var location = reader.getLocation();
    return "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  /// @return where the cursor stands, for machines
  Location location() {
    return reader.getLocation();
  }

  @Override
  public void close() throws XMLStreamException {
    reader.close();
  }

  /// A record has more text than the settings allow.
  public static final class RecordTooLongException extends XMLStreamException {
    private static final long serialVersionUID = 1L;

    RecordTooLongException(int limit) {
      super(
          "a record holds more than "
              + limit
              + " characters of text (living-evidence.xml.record-length)");
    }
  }
}
