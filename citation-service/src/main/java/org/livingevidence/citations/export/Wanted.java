package org.livingevidence.citations.export;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;

/// What a caller wants: by the parameters of the query, or by what it accepts.
record Wanted(CitationFormat format, @Nullable BibliographyStyle style) {
  static Wanted of(@Nullable String format, @Nullable String style, HttpHeaders headers) {
    if (format != null) {
      return new Wanted(
          CitationFormat.ofLabel(format)
              .orElseThrow(
                  () ->
                      Problems.invalid(
                          "format",
                          "is none of json, " + String.join(", ", CitationFormat.labels()))),
          style(style));
    }
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      CitationFormat known =
          CitationFormat.ofMediaType(accepted.getType() + "/" + accepted.getSubtype()).orElse(null);
      if (known != null) {
        String named = style == null ? accepted.getParameters().get("style") : style;
        return new Wanted(known, style(named));
      }
    }
    return new Wanted(CitationFormat.RIS, style(style));
  }

  private static @Nullable BibliographyStyle style(@Nullable String name) {
    return name == null
        ? null
        : BibliographyStyle.ofLabel(name)
            .orElseThrow(
                () ->
                    Problems.invalid(
                        "style", "is none of " + String.join(", ", BibliographyStyle.labels())));
  }

  /// @return the media type, with the style of a bibliography
  String mediaType() {
    return format.mediaType() + (bibliography() == null ? "" : ";style=" + bibliography());
  }

  /// @return what tells representations apart
  String name() {
    return format.label() + (bibliography() == null ? "" : "-" + bibliography());
  }

  private @Nullable String bibliography() {
    if (format != CitationFormat.BIBLIOGRAPHY) {
      return null;
    }
    return style == null ? BibliographyStyle.NLM.label() : style.label();
  }
}
