package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.drugs.monograph.Reference;
import org.livingevidence.drugs.monograph.ReferenceKind;

/// A source that an article names: in its list of references, or by a link in its text.
///
/// @param pointer where it is named
/// @param date as precise as known; of a label at the authority's own address the year is in it
/// @param regulatory true for a label or product information
record Cited(
    String pointer,
    String title,
    @Nullable Reference reference,
    @Nullable String jurisdiction,
    @Nullable String date,
    boolean regulatory) {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s{}<>\"]+[^\\s{}<>\".,;:)]");
  private static final Pattern FDA_LABEL =
      Pattern.compile("accessdata\\.fda\\.gov/drugsatfda_docs/(?:label|appletter|nda)/(\\d{4})/");

  private static final Set<ReferenceKind> REGULATORY =
      Set.of(ReferenceKind.LABEL, ReferenceKind.PRODUCT_INFORMATION);

  static List<Cited> of(Monograph monograph, List<Text> texts) {
    var cited = new ArrayList<Cited>();
    for (int i = 0; i < monograph.references().size(); i++) {
      var reference = monograph.references().get(i);
      String url = reference.url() == null ? "" : reference.url();
      String date = reference.date() == null ? reference.year() : reference.date();
      var kind = reference.kind();
      cited.add(
          new Cited(
              "/references/" + i,
              reference.title(),
              reference,
              reference.jurisdiction() == null ? place(url) : reference.jurisdiction(),
              date == null ? year(url) : date,
              (kind != null && REGULATORY.contains(kind)) || year(url) != null));
    }
    for (var text : texts) {
      var link = LINK.matcher(text.words());
      while (link.find()) {
        String url = link.group();
        cited.add(new Cited(text.pointer(), url, null, place(url), year(url), year(url) != null));
      }
    }
    return cited;
  }

  private static @Nullable String year(String url) {
    var label = FDA_LABEL.matcher(url);
    return label.find() ? label.group(1) : null;
  }

  private static @Nullable String place(String url) {
    if (url.contains(".fda.gov/") || url.contains("dailymed.nlm.nih.gov/")) {
      return "US";
    }
    return url.contains("ema.europa.eu/") ? "EU" : null;
  }

  Finding.Against against() {
    return reference == null
        ? new Finding.Against("reference", null, null, title, jurisdiction, null, date, null, null)
        : Finding.Against.of(reference);
  }
}
