package org.livingevidence.citations.intake.mesh;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.SourceDates;
import org.livingevidence.citations.intake.XmlCursor;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.TopicNames;

/// Reads descriptors and supplementary concepts from MeSH XML, at any depth below any root.
final class MeshDocument {
  /// Receives what the document says, in its order.
  interface Sink extends Consumer<Topic> {
    /// A record that cannot be taken.
    void rejected(@Nullable String id, String reason);
  }

  /// Supplementary concepts of this class are diseases.
  private static final String DISEASE_CLASS = "3";

  private static final Pattern ID = Pattern.compile("[CD][0-9]{6,9}");
  private static final Pattern TREE_NUMBER = Pattern.compile("[A-Z][0-9]{2}(?:\\.[0-9]{3})*");

  private final XmlCursor xml;
  private final Sink sink;

  MeshDocument(XmlCursor xml, Sink sink) {
    this.xml = xml;
    this.sink = sink;
  }

  /// Reads to the end of the document.
  void read() throws XMLStreamException {
    while (xml.descend()) {
      switch (xml.name()) {
        case "DescriptorRecord" -> record("DescriptorUI", "DescriptorName", "descriptor");
        case "SupplementalRecord" ->
            record("SupplementalRecordUI", "SupplementalRecordName", "supplementary");
        default -> {}
      }
    }
  }

  private static final class Draft {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String revised;
    private @Nullable String scopeNote;
    private @Nullable String note;
    private final Set<String> terms = new LinkedHashSet<>();
    private final Set<String> treeNumbers = new LinkedHashSet<>();
    private final Set<String> broader = new LinkedHashSet<>();
    private final Set<Topic.Action> actions = new LinkedHashSet<>();
  }

  private void record(String idElement, String nameElement, String kind) throws XMLStreamException {
    int outside = xml.depth() - 1;
    String where = xml.where();
    xml.beginRecord();
    String scrClass = xml.attribute("SCRClass");
    Boolean disease = scrClass == null ? null : DISEASE_CLASS.equals(scrClass);
    Draft draft = new Draft();
    try {
      while (xml.child()) {
        String element = xml.name();
        if (element.equals(idElement)) {
          draft.id = xml.text();
        } else if (element.equals(nameElement)) {
          draft.name = string();
        } else {
          part(element, draft);
        }
      }
    } catch (XmlCursor.RecordTooLongException tooLong) {
      xml.leaveTo(outside);
      sink.rejected(draft.id, tooLong.getMessage() + ", at " + where);
      return;
    }
    String id = draft.id;
    String name = draft.name;
    if (id == null || !ID.matcher(id).matches()) {
      sink.rejected(id, "there is no well-formed " + idElement + " at " + where);
    } else if (name == null) {
      sink.rejected(id, "there is no " + nameElement + " at " + where);
    } else {
      sink.accept(topic(draft, id, name, kind, disease));
    }
  }

  private static Topic topic(
      Draft draft, String id, String name, String kind, @Nullable Boolean disease) {
    draft.terms.remove(name);
    draft.broader.remove(id);
    List<String> synonyms = List.copyOf(draft.terms);
    List<String> treeNumbers = List.copyOf(draft.treeNumbers);
    return new Topic(
        id,
        "mesh",
        kind,
        name,
        TopicNames.natural(name, synonyms),
        null,
        synonyms,
        draft.scopeNote != null ? draft.scopeNote : draft.note,
        treeNumbers,
        List.copyOf(draft.broader),
        List.of(),
        List.copyOf(draft.actions),
        List.of(),
        kind.equals("descriptor") ? (Boolean) Topic.isCondition(treeNumbers) : disease,
        null,
        new Topic.Source("mesh", draft.revised));
  }

  private void part(String element, Draft draft) throws XMLStreamException {
    switch (element) {
      case "DateRevised" -> draft.revised = SourceDates.read(xml).exact();
      case "Note" -> draft.note = xml.text();
      case "TreeNumberList" -> {
        while (xml.child()) {
          String number = xml.text();
          if (number != null && TREE_NUMBER.matcher(number).matches()) {
            draft.treeNumbers.add(number);
          }
        }
      }
      case "HeadingMappedToList" -> references(heading -> draft.broader.add(heading.id()));
      case "PharmacologicalActionList" ->
          references(
              action -> {
                if (action.name() != null) {
                  draft.actions.add(new Topic.Action(action.id(), action.name()));
                }
              });
      case "ConceptList" -> {
        while (xml.child()) {
          concept(draft);
        }
      }
      default -> xml.skip();
    }
  }

  /// Another descriptor, as a record refers to it.
  private record Reference(String id, @Nullable String name) {}

  /// Reads a list of elements that each refer to a descriptor. The mark `*` before an id says that
  /// the heading is the main one; it is a heading either way.
  private void references(Consumer<Reference> sink) throws XMLStreamException {
    while (xml.child()) {
      while (xml.child()) {
        if (!xml.name().equals("DescriptorReferredTo")) {
          xml.skip();
          continue;
        }
        String id = "";
        String name = null;
        while (xml.child()) {
          switch (xml.name()) {
            case "DescriptorUI" -> {
              String said = xml.text();
              id = said == null ? "" : said.replace("*", "").strip();
            }
            case "DescriptorName" -> name = string();
            default -> xml.skip();
          }
        }
        if (ID.matcher(id).matches()) {
          sink.accept(new Reference(id, name));
        }
      }
    }
  }

  private void concept(Draft draft) throws XMLStreamException {
    boolean preferred = "Y".equals(xml.attribute("PreferredConceptYN"));
    List<String> terms = new ArrayList<>();
    while (xml.child()) {
      switch (xml.name()) {
        case "ScopeNote" -> {
          String scopeNote = xml.text();
          if (preferred) {
            draft.scopeNote = scopeNote;
          }
        }
        case "TermList" -> {
          while (xml.child()) {
            String term = string();
            if (term != null) {
              terms.add(term);
            }
          }
        }
        default -> xml.skip();
      }
    }
    draft.terms.addAll(terms);
  }

  /// Reads the `String` inside the current element.
  private @Nullable String string() throws XMLStreamException {
    String text = null;
    while (xml.child()) {
      if (xml.name().equals("String")) {
        text = xml.text();
      } else {
        xml.skip();
      }
    }
    return text;
  }
}
