package org.livingevidence.citations.intake;

import com.ctc.wstx.exc.WstxLazyException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.ImportRejected;

/// Walks through one XML document and turns what is wrong with it into an [ImportRejected] that
/// says what and where.
public final class XmlDocument {
  private static final Pattern PARSER_LOCATION =
      Pattern.compile("\\s*(?:at )?\\[row,col.*", Pattern.DOTALL);

  private XmlDocument() {}

  /// What visits the document.
  @FunctionalInterface
  public interface Walk {
    /// Reads to the end of the document.
    void through(XmlCursor xml) throws XMLStreamException;
  }

  /// @throws IOException what the stream throws, as it is
  /// @throws ImportRejected when the document is not well-formed or beyond a limit
  public static void read(InputStream in, XmlLimits limits, Walk walk)
      throws IOException, ImportRejected {
    try (XmlCursor xml = new XmlCursor(in, limits)) {
      try {
        walk.through(xml);
      } catch (XMLStreamException e) {
        throw rejection(e, xml.location());
      } catch (WstxLazyException e) {
        if (e.getCause() instanceof XMLStreamException cause) {
          throw rejection(cause, xml.location());
        }
        throw e;
      }
    } catch (XMLStreamException e) {
      throw rejection(e, null);
    }
  }

  /// A failing stream is not the document's fault, unless its characters are.
  private static ImportRejected rejection(XMLStreamException e, @Nullable Location reached)
      throws IOException {
    if (e.getCause() instanceof IOException io && !(io instanceof CharConversionException)) {
      throw io;
    }
    Throwable said = e.getCause() instanceof CharConversionException cause ? cause : e;
    String message = said.getMessage() == null ? "it cannot be read" : said.getMessage();
    String plain = PARSER_LOCATION.matcher(message).replaceFirst("");
    return new ImportRejected(
        "The XML is not acceptable: " + printable(plain),
        place(e.getLocation() == null ? reached : e.getLocation()));
  }

  private static ImportRejected.@Nullable Place place(@Nullable Location location) {
    return location == null || location.getLineNumber() < 1
        ? null
        : new ImportRejected.Place(
            location.getLineNumber(), Math.max(1, location.getColumnNumber()));
  }

  /// The parser quotes the document, which may hold anything.
  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() > 300 ? clean.substring(0, 300) + "…" : clean;
  }
}
