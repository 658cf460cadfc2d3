package org.livingevidence.drugs.intake.openfda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.intake.spl.SplText;
import org.livingevidence.drugs.label.LabelCodes;
import org.livingevidence.drugs.label.LabelCodes.Coded;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Section;
import org.livingevidence.drugs.label.Section.Passage;

/// The sections of an openFDA record. It has a field for each code, and the text of a subsection
/// twice: in its own field and within its parent's. Where that is so the subsection stands in its
/// parent here and is cut out of the parent's own text, as it stands in the document; what has no
/// field of its own stays in the parent's text.
final class OpenFdaSections {
  private static final int SHORTEST_PART = 20;

  private final LabelFileConfig limits;
  private final List<Draft> drafts = new ArrayList<>();

  private OpenFdaSections(LabelFileConfig limits) {
    this.limits = limits;
  }

  private static final class Draft {
    final @Nullable Coded coded;
    final String field;
    final String text;
    final List<Passage> tables;
    final List<Part> parts = new ArrayList<>();
    boolean placed;

    Draft(@Nullable Coded coded, String field, String text, List<Passage> tables) {
      this.coded = coded;
      this.field = field;
      this.text = text;
      this.tables = tables;
    }
  }

  /// A subsection, and where in its parent's text it stands.
  private record Part(Draft draft, int from, int to) {}

  static List<Section> of(JsonNode label, LabelFileConfig limits) throws FaultyLabel {
    return new OpenFdaSections(limits).read(label);
  }

  private List<Section> read(JsonNode label) throws FaultyLabel {
    for (var coded : LabelCodes.all()) {
      add(label, coded, coded.field());
    }
    for (var field : label.properties()) {
      String name = field.getKey();
      if (field.getValue().isArray()
          && LabelCodes.ofField(name) == null
          && !name.endsWith("_table")) {
        add(label, null, name);
      }
    }
    drafts.forEach(this::place);
    return drafts.stream().filter(draft -> !draft.placed).map(OpenFdaSections::section).toList();
  }

  private void add(JsonNode label, @Nullable Coded coded, String field) throws FaultyLabel {
    var tables = tables(label.path(field + "_table"));
    for (JsonNode each : label.path(field)) {
      String text = PassageBuilder.plain(each.asText(""));
      if (text.isEmpty()) {
        continue;
      }
      if (drafts.size() >= limits.sections()) {
        throw new FaultyLabel(
            "it has more than "
                + limits.sections()
                + " sections (living-evidence.label-files.sections)");
      }
      drafts.add(new Draft(coded, field, text, tables));
      tables = List.of();
    }
  }

  /// Puts a section into the nearest that may hold it and has its text.
  private void place(Draft draft) {
    if (draft.coded == null || draft.text.length() < SHORTEST_PART) {
      return;
    }
    var codes = new ArrayList<>(List.of(draft.coded.code()));
    codes.addAll(draft.coded.parents());
    for (String code : codes) {
      for (var parent : drafts) {
        if (parent.coded == null || !parent.coded.code().equals(code)) {
          continue;
        }
        int from = parent.text.indexOf(draft.text);
        int to = from + draft.text.length();
        if (from >= 0 && draft.text.length() < parent.text.length() && isFree(parent, from, to)) {
          parent.parts.add(new Part(draft, from, to));
          draft.placed = true;
          return;
        }
      }
    }
  }

  private static boolean isFree(Draft parent, int from, int to) {
    return parent.parts.stream().allMatch(part -> part.to() <= from || to <= part.from());
  }

  private static Section section(Draft draft) {
    var parts = draft.parts.stream().sorted(Comparator.comparingInt(Part::from)).toList();
    var body = new PassageBuilder();
    int from = 0;
    for (var part : parts) {
      paragraph(body, draft.text.substring(from, part.from()));
      from = part.to();
    }
    paragraph(body, draft.text.substring(from));
    var own = body.build();
    var html = new StringBuilder(own.html());
    draft.tables.forEach(table -> html.append(table.html()));
    return new Section(
        draft.coded == null ? null : draft.coded.code(),
        draft.coded == null ? title(draft.field) : draft.coded.title(),
        null,
        new Passage(html.toString(), own.text()),
        null,
        parts.stream().map(part -> section(part.draft())).toList());
  }

  private static void paragraph(PassageBuilder body, String text) {
    if (!text.isBlank()) {
      body.start("p");
      body.text(text);
      body.end();
    }
  }

  private static String title(String field) {
    String words = PassageBuilder.plain(field.replace('_', ' '));
    return words.isEmpty() ? field : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// The tables that are cut out of the document. One that is not well-formed is left out: its
  /// words stand in the text.
  private List<Passage> tables(JsonNode tables) {
    var found = new ArrayList<Passage>();
    for (JsonNode each : tables) {
      try (var xml = new XmlCursor(new StringReader(each.asText("")), limits)) {
        xml.root();
        if (xml.name().equals("table")) {
          var text = new SplText(xml::attribute);
          text.start("table");
          xml.walk(text);
          text.end("table");
          found.add(text.build());
        }
      } catch (XMLStreamException | com.ctc.wstx.exc.WstxLazyException e) {
        continue;
      }
    }
    return found;
  }
}
