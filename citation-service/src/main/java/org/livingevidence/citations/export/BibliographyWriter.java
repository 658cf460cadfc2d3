package org.livingevidence.citations.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.livingevidence.citations.citation.Citation;

/// A bibliography as text, an entry a line, in the order of the list; numbered where the style
/// numbers.
final class BibliographyWriter implements CitationWriter {
  private final Writer out;
  private final BibliographyStyle style;
  private long number;

  BibliographyWriter(Writer out, BibliographyStyle style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public void write(Citation citation, List<String> warnings) throws IOException {
    number++;
    if (style.numbered()) {
      out.append(Long.toString(number)).append(". ");
    }
    Map<String, Object> item = CslItems.plain(citation);
    if (item.containsKey("DOI") || item.containsKey("volume")) {
      // Styles would call it an Internet publication.
      item.remove("URL");
    }
    item.remove("abstract");
    item.remove("keyword");
    out.append(style.entry(item)).append('\n');
  }
}
