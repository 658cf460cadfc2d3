package org.livingevidence.citations.intake.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.citations.Limits;
import org.livingevidence.citations.SharedData;
import org.livingevidence.imports.ImportRejected;

class HostileDocumentTest {
  private static final String RECORD =
      "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>%s</ArticleTitle>"
          + "</Article></MedlineCitation></PubmedArticle>";

  @Test
  void anExternalEntityIsNotRead(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "TOP-SECRET");
    String xml =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>" + RECORD.formatted("&e;");
    assertThatThrownBy(() -> PubmedFiles.read(xml))
        .isInstanceOf(ImportRejected.class)
        .hasMessageContaining("entity")
        .hasMessageNotContaining("TOP-SECRET");
  }

  @Test
  void anExternalSubsetIsNotFetchedAndDoesNotMatter() throws Exception {
    String xml =
        "<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January 2025//EN\""
            + " \"file:///nowhere/at-all.dtd\">"
            + RECORD.formatted("A title");
    assertThat(PubmedFiles.read(xml).citation("7").title()).isEqualTo("A title");
  }

  @Test
  void entitiesDoNotMultiply() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> PubmedFiles.read(laughs + "]>" + RECORD.formatted("&a29;")))
        .isInstanceOf(ImportRejected.class)
        .hasMessageContaining("entity");
  }

  @Test
  void aDocumentThatNestsTooDeepIsRefused() {
    String xml = RECORD.formatted("<b>".repeat(100_000));
    assertRefusedAt(xml, 1, "depth");
  }

  @Test
  void aHugeAttributeIsRefused() {
    assertRefusedAt(RECORD.formatted("<b x=\"" + "y".repeat(100_000) + "\"/>"), 1, "attribute");
  }

  @Test
  void tooManyAttributesAreRefused() {
    StringBuilder many = new StringBuilder("<b");
    for (int i = 0; i < 1000; i++) {
      many.append(" a%d='1'".formatted(i));
    }
    assertRefusedAt(RECORD.formatted(many + "/>"), 1, "attribute");
  }

  @Test
  void aRecordThatIsTooLongIsRejectedAndTheNextIsRead() throws Exception {
    String xml =
        "<S>"
            + RECORD.formatted("long ".repeat(5000))
            + RECORD.replace("7", "8").formatted("T")
            + "</S>";
    PubmedFiles.Read read =
        PubmedFiles.read(
            new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
            new Limits(200, 64, 65536, 10_000, 10));
    assertThat(read.rejections()).singleElement().asString().contains("pmid:7").contains("10000");
    assertThat(read.citations()).hasSize(1);
  }

  @Test
  void aTruncatedDocumentSaysWhereItEnds() {
    assertRefusedAt("<PubmedArticleSet>\n" + RECORD.formatted("T") + "\n<PubmedArticle>", 3, "EOF");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] bytes = RECORD.formatted("caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PubmedFiles.read(new ByteArrayInputStream(bytes), Limits.DEFAULT))
        .isInstanceOf(ImportRejected.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aNulIsRefused() {
    assertRefusedAt(RECORD.formatted("a\0b"), 1, "");
    assertRefusedAt(RECORD.formatted("a&#0;b"), 1, "");
  }

  @Test
  void aFailingStreamIsNotBlamedOnTheDocument() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws EOFException {
            throw new EOFException("Unexpected end of ZLIB input stream");
          }
        };
    assertThatThrownBy(() -> PubmedFiles.read(failing, Limits.DEFAULT))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void theFileThatWasTruncatedOnPurposeStillHoldsItsRecord() throws Exception {
    Path file =
        SharedData.folder("pubmed").resolve("wcmc-its__hef9020_19944046_truncated_pmid_test.xml");
    assertThat(PubmedFiles.read(file).citations()).isNotEmpty();
  }

  private static void assertRefusedAt(String xml, long line, String what) {
    assertThatThrownBy(() -> PubmedFiles.read(xml))
        .isInstanceOfSatisfying(
            ImportRejected.class,
            rejected -> {
              assertThat(rejected.place()).extracting(ImportRejected.Place::line).isEqualTo(line);
              assertThat(rejected.getMessage()).containsIgnoringCase(what);
            });
  }
}
