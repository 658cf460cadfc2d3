package org.livingevidence.drugs.intake.file;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.imports.ImportRejected;

/// What is wrong with an XML document, in words for the importer.
public final class XmlFaults {
  private static final Pattern PARSER_LOCATION =
      Pattern.compile("\\s*(?:at )?\\[row,col.*", Pattern.DOTALL);
  private static final int LONGEST = 300;

  private XmlFaults() {}

  /// What is wrong.
  ///
  /// @throws IOException when it is the stream that failed and not the document
  public static String words(XMLStreamException e) throws IOException {
    if (e.getCause() instanceof IOException io && !(io instanceof CharConversionException)) {
      throw io;
    }
    Throwable said = e.getCause() instanceof CharConversionException cause ? cause : e;
    String message = said.getMessage() == null ? "it cannot be read" : said.getMessage();
    String plain = PlainText.printable(PARSER_LOCATION.matcher(message).replaceFirst("")).strip();
    return "The XML is not acceptable: "
        + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain);
  }

  /// Where.
  public static ImportRejected.@Nullable Place place(
      XMLStreamException e, @Nullable Location reached) {
    Location location = e.getLocation() == null ? reached : e.getLocation();
    return location == null || location.getLineNumber() < 1
        ? null
        : new ImportRejected.Place(
            location.getLineNumber(), Math.max(1, location.getColumnNumber()));
  }
}
