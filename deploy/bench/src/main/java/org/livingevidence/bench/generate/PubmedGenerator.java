package org.livingevidence.bench.generate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/// Writes PubMed XML of any size in the likeness of real files. The same folder, seed and numbers
/// always give the same bytes.
///
/// Each record has the shape of one real article: its elements, its count of authors, headings,
/// substances and references, its journal and dates. Words are drawn from all words of the real
/// titles and abstracts as often as they occur, save one in forty, which is made of syllables so
/// that the vocabulary keeps growing with the number of records as that of a language does. Two
/// headings of three are drawn from all headings, one stays; references go to the set itself or
/// anywhere in PubMed.
public final class PubmedGenerator {
  private static final String[] SYLLABLES =
      "ba ce di fo gu ha ki lo ma ne phi ro sy ta thu va xe zo ter min ol ase ine ab".split(" ");
  private static final int PUBMED = 40_000_000;
  private static final int NEW_WORD_OF = 40;

  private final Shapes shapes;
  private final long seed;

  /// @param folder real PubMed XML
  /// @param seed draws the records
  /// @throws IOException when nothing can be learnt there
  public PubmedGenerator(Path folder, long seed) throws IOException {
    this.shapes = Shapes.of(folder);
    this.seed = seed;
  }

  /// Writes one gzip file.
  ///
  /// @param first the PMID of the first record
  /// @param count how many records
  public void write(Path file, long first, int count) throws IOException {
    try (var zipped = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
        Writer out =
            new BufferedWriter(new OutputStreamWriter(zipped, StandardCharsets.UTF_8), 1 << 16)) {
      out.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<PubmedArticleSet>\n");
      for (long pmid = first; pmid < first + count; pmid++) {
        record(out, pmid, first, count);
        out.write('\n');
      }
      out.write("</PubmedArticleSet>\n");
    }
  }

  private void record(Writer out, long pmid, long first, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + pmid);
    for (Shape.Part part : of(shapes.shapes(), random).parts()) {
      switch (part) {
        case Shape.Copied copied -> out.write(copied.xml());
        case Shape.Words words -> prose(out, words, random);
        case Shape.Heading heading ->
            out.write(random.nextInt(3) == 0 ? heading.own() : of(shapes.headings(), random));
        case Shape.Name name -> out.write(of(shapes.names(), random));
        case Shape.Identifier identifier ->
            out.write(
                switch (identifier.kind()) {
                  case PMID -> Long.toString(pmid);
                  case DOI -> "10.5555/generated." + pmid;
                  case PMCID -> "PMC" + pmid;
                  case PII -> "S" + pmid;
                });
        case Shape.Reference reference ->
            out.write(
                Long.toString(
                    random.nextInt(3) == 0
                        ? first + random.nextInt(count)
                        : 1 + random.nextInt(PUBMED)));
      }
    }
  }

  private void prose(Writer out, Shape.Words words, SplittableRandom random) throws IOException {
    if (words.before()) {
      out.write(' ');
    }
    for (int i = 0; i < words.words(); i++) {
      if (i > 0) {
        out.write(' ');
      }
      if (random.nextInt(NEW_WORD_OF) == 0) {
        for (int syllable = 0; syllable < 4; syllable++) {
          out.write(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
      } else {
        out.write(of(shapes.words(), random));
      }
    }
    if (words.after()) {
      out.write(' ');
    }
  }

  private static <T> T of(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
