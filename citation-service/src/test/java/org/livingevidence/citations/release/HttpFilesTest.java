package org.livingevidence.citations.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.livingevidence.connect.BrokenBody;

class HttpFilesTest {
  private static final URI FOLDER = URI.create("https://mirror.example.org/pubmed/baseline/");

  @Test
  void aPageOfLinksIsReadWhoeverWroteIt() {
    String page =
        """
        <a href="pubmed26n0001.xml.gz">pubmed26n0001.xml.gz</a>      2026-01-09 12:00   19M
        <a href="pubmed26n0001.xml.gz.md5">pubmed26n0001.xml.gz.md5</a>  2026-01-09 12:00  60
        <tr><td><a href='/pubmed/baseline/pubmed26n10000.xml.gz'>pubmed26n1..&gt;</a></td>\
        <td align="right">2026-01-10 07:14  </td><td>8.1M</td></tr>
        <A class="x" HREF=pubmed26n0002.xml.gz>x</A>
        <a href="README.txt">README</a> <a href="pubmed26n0001_stats.html">no</a>
        """;
    var listed = HttpFiles.links(page, FOLDER, "baseline");
    assertThat(listed)
        .extracting(file -> file.file().name())
        .containsExactly("pubmed26n0001.xml.gz", "pubmed26n10000.xml.gz", "pubmed26n0002.xml.gz");
    assertThat(listed)
        .extracting(Listed::stamp)
        .containsExactly("2026-01-09 12:00 19M", "2026-01-10 07:14 8.1M", null);
    assertThat(listed.get(1).uri())
        .isEqualTo(URI.create("https://mirror.example.org/pubmed/baseline/pubmed26n10000.xml.gz"));
  }

  @Test
  void checksumsAreReadAsPubmedAndAsMd5sumWriteThem() throws Exception {
    String sum = "0123456789ABCDEF0123456789abcdef";
    String name = "pubmed26n0001.xml.gz";
    assertThat(Checksum.read("MD5(" + name + ")= " + sum + "\n", name))
        .isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(Checksum.read(sum + "  " + name, name)).startsWith("0123");
    assertThat(Checksum.read(sum, name)).startsWith("0123");
    for (String text : new String[] {"", "<html>sorry</html>", sum + "  pubmed26n0002.xml.gz"}) {
      assertThatThrownBy(() -> Checksum.read(text, name)).isInstanceOf(BrokenBody.class);
    }
  }

  @Test
  void aBaseIsAnAddressOrAFolder() {
    assertThat(ReleaseRunner.base("https://mirror.example.org/pubmed"))
        .isEqualTo(URI.create("https://mirror.example.org/pubmed/"));
    assertThat(ReleaseRunner.base("/data/pubmed")).hasScheme("file").hasPath("/data/pubmed/");
    assertThat(ReleaseRunner.base("file:///data/pubmed")).hasPath("/data/pubmed/");
    assertThatThrownBy(() -> ReleaseRunner.base("ftp://ftp.ncbi.nlm.nih.gov/pubmed"))
        .hasMessageContaining("living-evidence.pubmed-files.base");
  }
}
