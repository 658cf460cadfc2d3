package org.livingevidence.bench.extraction;

import io.smallrye.config.WithDefault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.text.StringEscapeUtils;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.intake.XmlLimits;
import org.livingevidence.citations.intake.pubmed.PubmedDocument;
import org.livingevidence.citations.intake.pubmed.PubmedRecord;
import org.livingevidence.imports.ImportRejected;

/// The citation service's own reader, records in full, of which the compared fields are then
/// taken.
final class OurReader {
  /// The limits as they are when nobody sets them; each is a number.
  private static final XmlLimits LIMITS =
      (XmlLimits)
          Proxy.newProxyInstance(
              XmlLimits.class.getClassLoader(),
              new Class<?>[] {XmlLimits.class},
              (proxy, method, arguments) ->
                  Integer.valueOf(method.getAnnotation(WithDefault.class).value()));

  private OurReader() {}

  /// Reads a file to its end, and takes the fields of each article.
  static void fields(Path file, Consumer<Fields> sink) throws IOException {
    read(file, citation -> sink.accept(fields(citation)));
  }

  /// Reads a file to its end.
  ///
  /// @param sink takes each article in full
  /// @throws IOException when it is not acceptable as a whole, or any record of it
  static void read(Path file, Consumer<Citation> sink) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      PubmedDocument.read(
          in,
          LIMITS,
          new PubmedDocument.Sink() {
            @Override
            public void accept(PubmedRecord record) {
              if (record instanceof PubmedRecord.Article article) {
                sink.accept(article.citation());
              }
            }

            @Override
            public void rejected(@Nullable String id, String reason) {
              throw new IllegalArgumentException(id + ": " + reason);
            }
          });
    } catch (ImportRejected e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Fields fields(Citation citation) {
    Citation.Identifiers ids = citation.identifiers();
    Citation.Journal journal = citation.journal();
    return new Fields(
        ids == null ? "" : orEmpty(ids.pmid()),
        marked(citation.title(), citation.titleMarkup()),
        journal == null ? "" : orEmpty(journal.title()),
        citation.year() == null ? "" : citation.year().toString(),
        citation.passages().stream()
            .map(passage -> marked(passage.text(), passage.markup()))
            .toList(),
        citation.publicationTypes().stream().map(type -> orEmpty(type.name())).toList(),
        citation.headings().stream()
            .map(heading -> (heading.major() ? "Y|" : "N|") + orEmpty(heading.name()))
            .toList(),
        citation.authors().stream()
            .filter(author -> author.family() != null)
            .map(
                author ->
                    orEmpty(author.family())
                        + (author.initials() == null ? "" : "|" + author.initials()))
            .toList(),
        ids == null || ids.doi() == null ? List.of() : List.of(ids.doi()));
  }

  private static String marked(@Nullable String plain, @Nullable String markup) {
    return markup == null ? orEmpty(plain) : StringEscapeUtils.unescapeXml(markup);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
