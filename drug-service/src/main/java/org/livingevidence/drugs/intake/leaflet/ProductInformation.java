package org.livingevidence.drugs.intake.leaflet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.indication.Jurisdiction;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.label.Identifiers;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.LabelKind;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Rendering;
import org.livingevidence.drugs.label.Section;
import org.livingevidence.drugs.label.Section.Passage;

/// One document of the form of EU product information (`docs/labels.md`).
final class ProductInformation {
  private static final Pattern AUTHORISATION =
      Pattern.compile("[0-9A-Z]{2,3}(?:/[0-9A-Za-z.-]{1,20}){1,5}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}(?:\\.[0-9]{1,2}){0,3}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
  private static final int DEEPEST = 6;
  private static final int LONGEST_LINE = 1000;

  private final JsonNode form;
  private final LabelFileConfig limits;
  private int counted;

  private ProductInformation(JsonNode form, LabelFileConfig limits) {
    this.form = form;
    this.limits = limits;
  }

  static LabelDocument read(JsonNode form, LabelFileConfig limits) throws FaultyLabel {
    if (!form.isObject()) {
      throw new FaultyLabel("it is no object");
    }
    return new ProductInformation(form, limits).read();
  }

  private LabelDocument read() throws FaultyLabel {
    String authorisation = line("authorisation");
    if (authorisation == null || !AUTHORISATION.matcher(authorisation).matches()) {
      throw new FaultyLabel("\"authorisation\" must be a number such as EU/1/02/203");
    }
    String document = line("document");
    var kind =
        switch (document == null ? "" : document) {
          case "smpc" -> LabelKind.PRODUCT_INFORMATION;
          case "leaflet" -> LabelKind.PACKAGE_LEAFLET;
          default -> throw new FaultyLabel("\"document\" must be smpc or leaflet");
        };
    String language = form.has("language") ? line("language") : "en";
    if (language == null || !LANGUAGE.matcher(language).matches()) {
      throw new FaultyLabel("\"language\" must be two small letters");
    }
    String jurisdiction = form.has("jurisdiction") ? line("jurisdiction") : "EU";
    if (jurisdiction == null || !Jurisdiction.isValid(jurisdiction)) {
      throw new FaultyLabel("\"jurisdiction\" must be EU or a country code");
    }
    String date = date();
    String name = line("name");
    if (name == null) {
      throw new FaultyLabel("\"name\" is missing");
    }
    var sections = sections(form.path("sections"), String.valueOf(document), 1);
    if (sections.isEmpty()) {
      throw new FaultyLabel("\"sections\" is missing or empty");
    }
    String holder = line("holder");
    return new LabelDocument(
        Slug.of(authorisation) + "-" + document + "-" + language,
        version(date),
        null,
        date,
        kind,
        Rendering.FORM,
        jurisdiction,
        language,
        name,
        kind == LabelKind.PACKAGE_LEAFLET
            ? "Package leaflet"
            : "Summary of product characteristics",
        holder,
        identifiers(name, authorisation, holder),
        List.of(),
        sections);
  }

  private Identifiers identifiers(String name, String authorisation, @Nullable String holder)
      throws FaultyLabel {
    List<String> none = List.of();
    return new Identifiers(
        List.of(name),
        none,
        lines("substances"),
        none,
        lines("uniis"),
        none,
        List.of(authorisation),
        none,
        none,
        lines("routes"),
        lines("forms"),
        none,
        holder == null ? none : List.of(holder),
        none);
  }

  private long version(@Nullable String date) throws FaultyLabel {
    String version = form.path("version").asText("");
    if (version.isEmpty() && date != null) {
      return Long.parseLong(date.replace("-", ""));
    }
    if (!version.matches("[0-9]{1,12}")) {
      throw new FaultyLabel("it needs a \"version\" (a whole number) or a \"date\"");
    }
    return Long.parseLong(version);
  }

  private @Nullable String date() throws FaultyLabel {
    String date = line("date");
    try {
      return date == null ? null : LocalDate.parse(date).toString();
    } catch (DateTimeException e) {
      throw new FaultyLabel("\"date\" must be a day such as 2023-05-11");
    }
  }

  private List<Section> sections(JsonNode list, String document, int depth) throws FaultyLabel {
    if (depth > DEEPEST) {
      throw new FaultyLabel("its sections are nested more than " + DEEPEST + " deep");
    }
    var sections = new ArrayList<Section>();
    for (JsonNode each : list) {
      if (++counted > limits.sections()) {
        throw new FaultyLabel(
            "it has more than "
                + limits.sections()
                + " sections (living-evidence.label-files.sections)");
      }
      String number = each.path("number").asText("");
      if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
        throw new FaultyLabel("the number of a section must look like 4.1");
      }
      String title = PassageBuilder.plain(each.path("title").asText(""));
      sections.add(
          new Section(
              number.isEmpty() ? null : document + "-" + number,
              (number + " " + title).isBlank() ? null : (number + " " + title).strip(),
              null,
              body(each),
              null,
              sections(each.path("sections"), document, depth + 1)));
    }
    return sections;
  }

  private Passage body(JsonNode section) {
    String html = section.path("html").asText("");
    return html.isBlank()
        ? LeafletText.plain(section.path("text").asText(""))
        : LeafletText.of("<div>" + html + "</div>", limits);
  }

  private @Nullable String line(String field) throws FaultyLabel {
    var value = form.path(field);
    if (value.isMissingNode()) {
      return null;
    }
    String line = PassageBuilder.plain(value.asText(""));
    if (!value.isTextual() || line.isEmpty() || line.length() > LONGEST_LINE) {
      throw new FaultyLabel(
          "\"" + PlainText.printable(field) + "\" must be a text of at most " + LONGEST_LINE);
    }
    return line;
  }

  private List<String> lines(String field) throws FaultyLabel {
    var lines = new ArrayList<String>();
    for (JsonNode each : form.path(field)) {
      String line = PassageBuilder.plain(each.asText(""));
      if (line.isEmpty() || line.length() > LONGEST_LINE) {
        throw new FaultyLabel("\"" + field + "\" must be texts");
      }
      lines.add(field.equals("uniis") ? line.toUpperCase(Locale.ROOT) : line);
    }
    return lines;
  }
}
