package org.livingevidence.drugs.intake.spl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.label.Identifiers;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.LabelKind;
import org.livingevidence.drugs.label.Product;
import org.livingevidence.drugs.label.Rendering;
import org.livingevidence.drugs.label.Section;
import org.livingevidence.drugs.label.Section.Passage;

/// Reads one document of structured product labeling (HL7 v3).
final class SplDocument {
  private static final String NAMESPACE = "urn:hl7-org:v3";
  private static final String LOINC = "2.16.840.1.113883.6.1";
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:_-]{0,99}");

  /// The only sections of files that index substances and are no labels.
  private static final Set<String> INDEXING = Set.of("48779-3");

  private final XmlCursor xml;
  private final LabelFileConfig limits;
  private final SplProducts products;
  private @Nullable String documentId;
  private @Nullable String setId;
  private @Nullable String version;
  private @Nullable String effective;
  private @Nullable String type;
  private @Nullable String title;
  private @Nullable String labeler;
  private final List<Section> sections = new ArrayList<>();
  private int counted;

  private SplDocument(XmlCursor xml, LabelFileConfig limits) {
    this.xml = xml;
    this.limits = limits;
    products = new SplProducts(xml, limits);
  }

  /// Reads the document to its end.
  ///
  /// @throws FaultyLabel when it is well-formed and no label
  static LabelDocument read(XmlCursor xml, LabelFileConfig limits)
      throws XMLStreamException, FaultyLabel {
    return new SplDocument(xml, limits).read();
  }

  private LabelDocument read() throws XMLStreamException, FaultyLabel {
    xml.root();
    if (!xml.name().equals("document") || !xml.namespace().equals(NAMESPACE)) {
      throw new FaultyLabel(
          "the root element is not <document> of " + NAMESPACE + ", so this is no SPL");
    }
    while (xml.child()) {
      switch (xml.name()) {
        case "id" -> documentId = take("root");
        case "setId" -> setId = take("root");
        case "versionNumber" -> version = take("value");
        case "effectiveTime" -> effective = SplDates.of(take("value"));
        case "code" -> type = take("displayName");
        case "title" -> title = text();
        case "author" -> author();
        case "component" -> body();
        default -> xml.skip();
      }
    }
    return document();
  }

  private LabelDocument document() throws FaultyLabel {
    if (setId == null || !ID.matcher(setId).matches()) {
      throw new FaultyLabel("it has no set id (setId/@root)");
    }
    if (version == null || !version.matches("[0-9]{1,12}")) {
      throw new FaultyLabel("it has no version number (versionNumber/@value)");
    }
    if (sections.stream().allMatch(section -> INDEXING.contains(String.valueOf(section.code())))) {
      throw new FaultyLabel(
          "it is no label but \""
              + (type == null ? "a document without sections" : type)
              + "\": it has no section that a label has");
    }
    List<Product> found = products.found();
    return new LabelDocument(
        setId.toLowerCase(Locale.ROOT),
        Long.parseLong(version),
        documentId == null ? null : documentId.toLowerCase(Locale.ROOT),
        effective,
        LabelKind.SPL,
        Rendering.SPL,
        "US",
        "en",
        title,
        type,
        labeler,
        Identifiers.of(found, labeler),
        found,
        sections);
  }

  private void author() throws XMLStreamException {
    while (xml.child()) {
      if (!xml.name().equals("assignedEntity")) {
        xml.skip();
        continue;
      }
      while (xml.child()) {
        if (!xml.name().equals("representedOrganization")) {
          xml.skip();
          continue;
        }
        while (xml.child()) {
          if (xml.name().equals("name")) {
            labeler = text();
          } else {
            xml.skip();
          }
        }
      }
    }
  }

  private void body() throws XMLStreamException, FaultyLabel {
    while (xml.child()) {
      if (xml.name().equals("structuredBody")) {
        while (xml.child()) {
          component(sections);
        }
      } else {
        xml.skip();
      }
    }
  }

  private void component(List<Section> into) throws XMLStreamException, FaultyLabel {
    if (!xml.name().equals("component")) {
      xml.skip();
      return;
    }
    while (xml.child()) {
      if (xml.name().equals("section")) {
        into.add(section());
      } else {
        xml.skip();
      }
    }
  }

  private Section section() throws XMLStreamException, FaultyLabel {
    if (++counted > limits.sections()) {
      throw new FaultyLabel(
          "it has more than "
              + limits.sections()
              + " sections (living-evidence.label-files.sections)");
    }
    String anchor = xml.attribute("ID");
    String id = null;
    String code = null;
    String heading = null;
    Passage body = Passage.NONE;
    Passage highlight = null;
    List<Section> within = new ArrayList<>();
    while (xml.child()) {
      switch (xml.name()) {
        case "id" -> id = take("root");
        case "code" -> {
          boolean loinc = LOINC.equals(xml.attribute("codeSystem"));
          String value = take("code");
          code = loinc && value != null && ID.matcher(value).matches() ? value : null;
        }
        case "title" -> heading = text();
        case "text" -> body = passage();
        case "excerpt" -> highlight = excerpt();
        case "component" -> component(within);
        case "subject" -> products.subject();
        default -> xml.skip();
      }
    }
    return new Section(code, heading, anchor == null ? id : anchor, body, highlight, within);
  }

  private @Nullable Passage excerpt() throws XMLStreamException {
    Passage highlight = null;
    while (xml.child()) {
      if (!xml.name().equals("highlight")) {
        xml.skip();
        continue;
      }
      while (xml.child()) {
        if (xml.name().equals("text")) {
          highlight = passage();
        } else {
          xml.skip();
        }
      }
    }
    return highlight == null || highlight.isEmpty() ? null : highlight;
  }

  private Passage passage() throws XMLStreamException {
    var text = new SplText(xml::attribute);
    xml.walk(text);
    return text.build();
  }

  /// An attribute of an element that holds nothing else of interest.
  private @Nullable String take(String attribute) throws XMLStreamException {
    String value = xml.attribute(attribute);
    xml.skip();
    return value;
  }

  private @Nullable String text() throws XMLStreamException {
    return SplProducts.text(xml);
  }
}
