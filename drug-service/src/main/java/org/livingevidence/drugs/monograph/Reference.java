package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.indication.Jurisdiction;

/// One numbered reference. Of what is published none is empty: each has a title and at least one
/// thing to find it by.
///
/// @param number its place on the list, from 1
/// @param kind null only in a draft
/// @param setId of a label the stable set id, of product information the authorisation's number
/// @param version the document's version as printed
/// @param section section number
/// @param date of the document, as precise as known
/// @param year of a publication
/// @param citation the id under which the citation is held, `pmid:21411845`
/// @param url where it can be read, https
/// @param quote its own words that the article relies on
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Reference(
    int number,
    @Nullable ReferenceKind kind,
    String title,
    @Nullable String jurisdiction,
    @Nullable String setId,
    @Nullable String version,
    @Nullable String section,
    @Nullable String date,
    @Nullable String year,
    @Nullable String citation,
    @Nullable String pmid,
    @Nullable String doi,
    @Nullable String url,
    @Nullable String quote) {
  @SuppressWarnings("NullAway") // what is empty is absent from stored JSON
  public Reference {
    title = title == null ? "" : title;
  }

  private static final Pattern URL = Pattern.compile("https://[^\\s<>\"]{3,2000}");
  private static final Pattern PMID = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}/[^\\s<>\"]{1,300}");
  private static final Pattern CITATION =
      Pattern.compile("(pmid|pmcid|doi|hash):[^\\s<>\"]{1,400}");
  private static final Pattern YEAR = Pattern.compile("(1[89]|2[01])[0-9]{2}");

  static Reference read(FormObject form, Prose prose) {
    var number = form.number("number");
    if (number == null && !form.has("number")) {
      form.fault("number", "is required");
    }
    boolean whole = number != null && number.scale() <= 0 && number.intValue() > 0;
    if (number != null && !whole) {
      form.fault("number", "must be a whole number from 1");
    }
    var reference =
        new Reference(
            whole && number != null ? number.intValue() : 0,
            prose.isDraft()
                ? form.word("kind", ReferenceKind.class)
                : form.requiredWord("kind", ReferenceKind.class, ReferenceKind.WEB),
            prose.line(form, "title"),
            form.has("jurisdiction") ? Jurisdiction.read(form) : ignored(form),
            form.text("setId", FormObject.LINE),
            form.text("version", FormObject.LINE),
            form.text("section", FormObject.LINE),
            form.date("date"),
            form.code("year", YEAR, "a year in quotes, as \"2015\""),
            form.code("citation", CITATION, "the id of a citation such as pmid:21411845"),
            form.code("pmid", PMID, "a PubMed id in quotes"),
            form.code("doi", DOI, "a DOI such as 10.1002/art.30197"),
            form.code("url", URL, "an https address"),
            form.text("quote", Prose.PARAGRAPH));
    String missing = reference.missing();
    if (missing != null && !reference.title.isEmpty()) {
      prose.unlessDraft(form, "", missing);
    }
    return reference;
  }

  private static @Nullable String ignored(FormObject form) {
    form.ignore("jurisdiction");
    return null;
  }

  /// What it lacks to be found, or null.
  public @Nullable String missing() {
    if (kind == null) {
      return "has no kind";
    }
    if (title.isEmpty()) {
      return "has no title";
    }
    return switch (kind) {
      case LABEL -> setId == null ? "of the kind label needs its setId" : null;
      case PRODUCT_INFORMATION ->
          setId == null && url == null
              ? "of the kind product-information needs setId or url"
              : null;
      case GUIDELINE ->
          url == null && pmid == null && doi == null && citation == null
              ? "of the kind guideline needs citation, pmid, doi or url"
              : null;
      case CITATION ->
          citation == null && pmid == null && doi == null && year == null
              ? "of the kind citation needs citation, pmid, doi or at least its year"
              : null;
      case WEB -> url == null ? "of the kind web needs its url" : null;
    };
  }
}
