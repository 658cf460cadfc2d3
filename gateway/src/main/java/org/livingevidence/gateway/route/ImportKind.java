package org.livingevidence.gateway.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The kinds of files that can be imported, by what their beginning looks like: only to find the
/// owner, which recognises the file again by itself.
enum ImportKind {
  PUBMED_XML(
      "pubmed-xml",
      Owner.CITATION_SERVICE,
      "<(?:PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument|DeleteCitation)(?:Set)?\\b"),
  MESH_XML(
      "mesh-xml",
      Owner.CITATION_SERVICE,
      "<(?:DescriptorRecordSet|SupplementalRecordSet|DescriptorRecord|SupplementalRecord)\\b"),
  MESH_ASCII("mesh-ascii", Owner.CITATION_SERVICE, "(?m)^\\*NEWRECORD\\s*$"),
  MESH_TABLE(
      "mesh-table",
      Owner.CITATION_SERVICE,
      "\\A(?:mesh_id\\tmesh_name(?:\\tmesh_tree_number)?\\r?\\n|"
          + "[^\\t\\n]+;[A-Z][0-9]{2}(?:\\.[0-9]{3})*\\s*?\\n)"),
  MEDIC(
      "medic",
      Owner.CITATION_SERVICE,
      "\\A(?:(?:MESH:)?[CD][0-9]{6,9}|(?:OMIM:)?[0-9]{6})(?:\\|[A-Z:0-9]+)*\\|\\|"),
  SSSOM(
      "sssom",
      Owner.CITATION_SERVICE,
      "(?m)^(?=[^\\n]*\\bsubject_id\\b)(?=[^\\n]*\\bpredicate_id\\b)[^\\n#]*\\bobject_id\\b"),
  NBIB(
      "nbib",
      Owner.CITATION_SERVICE,
      "(?m)\\A(?=[\\s\\S]*^PMID ?- ?[0-9])(?![\\s\\S]*^TY {1,2}- )"
          + "\\uFEFF?\\s*(?:PMID|PMC|OWN|STAT|DCOM|LR|IS|TI|DP)\\s{0,2}- ?\\S"),
  RIS(
      "ris",
      Owner.CITATION_SERVICE,
      "(?m)\\A(?!\\uFEFF?\\s*[<{\\[@])(?=[\\s\\S]*^\\uFEFF?TY {1,2}- {1,2}[A-Z][A-Z0-9]{1,9}\\s*$)"),
  CSL_JSON(
      "csl-json",
      Owner.CITATION_SERVICE,
      "\\A(?=\\uFEFF?\\s*[\\[{])(?=[\\s\\S]*\"(?:title|DOI|issued|container-title|author|URL)\"\\s*:)"
          + "(?=[\\s\\S]*\"type\"\\s*:\\s*\"(?:article|article-journal|article-magazine"
          + "|article-newspaper|book|chapter|paper-conference|report|thesis|webpage|post"
          + "|post-weblog|dataset|speech|manuscript|entry(?:-[a-z]+)?|review(?:-book)?"
          + "|journal-article|posted-content|book-chapter|proceedings-article|monograph"
          + "|reference-book|peer-review|document|personal_communication|legislation|patent"
          + "|software|motion_picture|broadcast)\")"),
  BIBTEX(
      "bibtex",
      Owner.CITATION_SERVICE,
      "(?m)\\A(?!\\uFEFF?\\s*[<{\\[])(?![\\s\\S]*^\\uFEFF?TY {1,2}- )"
          + "(?=[\\s\\S]*^\\s*@\\s*(?!(?i:comment|preamble|string))[A-Za-z]{3,30}\\s*[{(]"
          + "\\s*[^\\s,={}\"]*\\s*,)"),
  RETRACTION_TABLE(
      "retraction-table",
      Owner.CITATION_SERVICE,
      "\\A(?=[^\\n]*OriginalPaperDOI)(?=[^\\n]*OriginalPaperPubMedID)[^\\n]*RetractionNature"),
  DRUGS_AT_FDA(
      "drugs-at-fda",
      Owner.DRUG_SERVICE,
      "\\APK\\x03\\x04(?=[\\s\\S]*(?:ActionTypes_Lookup|ApplicationDocs|Applications|Products)\\.txt)"),
  ORPHAN_LIST("fda-orphan-drugs", Owner.DRUG_SERVICE, "\"fda_orphan_drug\"\\s*:"),
  SPL("spl", Owner.DRUG_SERVICE, "\\APK\\x03\\x04|<(?:\\w+:)?document\\b[^>]*urn:hl7-org:v3"),
  OPENFDA_LABEL(
      "openfda-label",
      Owner.DRUG_SERVICE,
      "\\A(?=\\uFEFF?\\s*[\\[{])(?=[\\s\\S]*(?:\"(?:set_id|spl_product_data_elements|openfda"
          + "|indications_and_usage|package_label_principal_display_panel)\"\\s*:"
          + "|api\\.fda\\.gov|open\\.fda\\.gov))"),
  LEAFLET("leaflet", Owner.DRUG_SERVICE, "(?m)^InstanceOf:\\s*CompositionUvEpi\\b"),
  PRODUCT_INFORMATION("product-information", Owner.DRUG_SERVICE, "\"productInformation\"\\s*:"),
  DRUG_FORM(
      "drug-form",
      Owner.DRUG_SERVICE,
      "(?:^|[\\s{,\\[])\"?(?:drugs|drugClass|indications|restrictions|brands|routes|mechanism)\"?\\s*:");

  private final String label;
  private final Owner owner;
  private final Pattern mark;

  ImportKind(String label, Owner owner, String mark) {
    this.label = label;
    this.owner = owner;
    this.mark = Pattern.compile(mark);
  }

  String label() {
    return label;
  }

  Owner owner() {
    return owner;
  }

  static Optional<ImportKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /// The kind of a file that begins with `head`, decompressed; its name decides between text
  /// formats only where the content says nothing.
  static Optional<ImportKind> recognise(String head, @Nullable String name) {
    boolean markup = head.stripLeading().startsWith("<") || head.startsWith("\uFEFF<");
    for (ImportKind kind : values()) {
      if (kind.mayBegin(markup) && kind.mark.matcher(head).find()) {
        return Optional.of(kind);
      }
    }
    String plain = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return !markup && plain.matches(".*\\.ya?ml(?:\\.gz)?")
        ? Optional.of(DRUG_FORM)
        : Optional.empty();
  }

  private boolean mayBegin(boolean markup) {
    return switch (this) {
      case PUBMED_XML, MESH_XML -> markup;
      case SPL -> true;
      default -> !markup;
    };
  }

  /// The labels, for a problem that names them.
  static String labels() {
    return String.join(", ", Arrays.stream(values()).map(ImportKind::label).toList());
  }
}
