package org.livingevidence.citations.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// `MeshHeadingList`.
final class PubmedXmlHeadings {
  private final XmlElements xml;

  PubmedXmlHeadings(XmlElements xml) {
    this.xml = xml;
  }

  void write(List<Citation.Heading> headings) throws IOException {
    if (headings.isEmpty()) {
      return;
    }
    xml.open("MeshHeadingList");
    for (Citation.Heading heading : headings) {
      xml.open("MeshHeading");
      part("DescriptorName", heading.name(), heading.id(), heading.major());
      for (Citation.Qualifier qualifier : heading.qualifiers()) {
        part("QualifierName", qualifier.name(), qualifier.id(), qualifier.major());
      }
      xml.close();
    }
    xml.close();
  }

  private void part(String element, @Nullable String name, @Nullable String id, boolean major)
      throws IOException {
    xml.text(element, name, "UI", id, "MajorTopicYN", major ? "Y" : "N");
  }
}
