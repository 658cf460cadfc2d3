package org.livingevidence.citations.export;

import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The formats that citations go out in.
public enum CitationFormat {
  /// RIS, for reference managers.
  RIS("ris", "application/x-research-info-systems", "ris"),
  /// The MEDLINE text format of PubMed.
  NBIB("nbib", "application/nbib", "nbib"),
  /// BibTeX with the fields of BibLaTeX where BibTeX has none.
  BIBTEX("bibtex", "application/x-bibtex", "bib"),
  /// CSL-JSON, for style processors.
  CSL_JSON("csl-json", "application/vnd.citationstyles.csl+json", "csl.json"),
  /// PubMed XML as NLM's document type of 2025 has it.
  PUBMED_XML("pubmed-xml", "application/xml", "xml"),
  /// A bibliography in a citation style, as text.
  BIBLIOGRAPHY("bibliography", "text/x-bibliography", "txt");

  private final String label;
  private final String mediaType;
  private final String extension;

  CitationFormat(String label, String mediaType, String extension) {
    this.label = label;
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /// @return the name in `?format=`
  public String label() {
    return label;
  }

  /// @return the media type, without parameters
  public String mediaType() {
    return mediaType;
  }

  /// @return how the names of its files end
  public String extension() {
    return extension;
  }

  /// @return the format of this name
  public static Optional<CitationFormat> ofLabel(String label) {
    return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
  }

  /// @return the format of this media type
  public static Optional<CitationFormat> ofMediaType(String mediaType) {
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equalsIgnoreCase(mediaType))
        .findFirst();
  }

  /// @return the names, for a problem that lists them
  public static List<String> labels() {
    return Arrays.stream(values()).map(CitationFormat::label).toList();
  }

  /// @param out takes the text, which is UTF-8 in every format
  /// @param style the style of a bibliography, null for the first; no other format has one
  public CitationWriter writer(Writer out, @Nullable BibliographyStyle style) {
    return switch (this) {
      case RIS -> new RisWriter(out);
      case NBIB -> new NbibWriter(out);
      case BIBTEX -> new BibtexWriter(out);
      case CSL_JSON -> new CslJsonWriter(out);
      case PUBMED_XML -> new PubmedXmlWriter(out);
      case BIBLIOGRAPHY ->
          new BibliographyWriter(out, style == null ? BibliographyStyle.NLM : style);
    };
  }
}
