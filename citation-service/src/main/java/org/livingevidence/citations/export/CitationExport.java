package org.livingevidence.citations.export;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// Citations on their way out: whoever has some, a page at a time, has them written in any format;
/// no more than a page is held.
public final class CitationExport {
  private CitationExport() {}

  /// Gives citations page by page.
  @FunctionalInterface
  public interface Pages {
    /// @return the next citations, none at the end
    List<Exported> next() throws SQLException;
  }

  /// A citation on its way out.
  ///
  /// @param warnings as in [CitationWriter#write]
  public record Exported(Citation citation, List<String> warnings) {}

  /// @param style the style of a bibliography, null for the first
  /// @return the body of an answer
  public static StreamingOutput body(
      CitationFormat format, @Nullable BibliographyStyle style, Pages pages) {
    return out -> {
      Writer text =
          new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
      CitationWriter writer = format.writer(text, style);
      writer.begin();
      try {
        for (List<Exported> page = pages.next(); !page.isEmpty(); page = pages.next()) {
          for (Exported exported : page) {
            writer.write(exported.citation(), exported.warnings());
          }
          text.flush();
        }
      } catch (SQLException e) {
        throw new IOException("the database went away during an export", e);
      }
      writer.end();
      text.flush();
    };
  }
}
