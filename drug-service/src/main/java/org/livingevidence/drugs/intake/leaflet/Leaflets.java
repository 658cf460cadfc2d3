package org.livingevidence.drugs.intake.leaflet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.leaflet.FshFile.Instance;
import org.livingevidence.drugs.intake.leaflet.FshFile.Rule;
import org.livingevidence.drugs.label.Identifiers;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.LabelKind;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Rendering;
import org.livingevidence.drugs.label.Section;
import org.livingevidence.drugs.label.Section.Passage;

/// Package leaflets as FHIR compositions. A leaflet has no id that lasts, so it goes under the
/// number of its marketing authorisation, and no version, so it goes under its date. Its parts have
/// no codes; the template numbers them, and the number is what `leaflet-1` says.
final class Leaflets {
  /// What is an instance of a leaflet.
  static final String COMPOSITION = "CompositionUvEpi";

  private static final Pattern AUTHORISATION = Pattern.compile("EU/1/(\\d{2})/(\\d{1,4})\\b");
  private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T.*)?");
  private static final Pattern SECTION =
      Pattern.compile("(section(?:\\[[+=\\d]+])?(?:\\.section(?:\\[[+=\\d]+])?)*)(?:\\.(.+))?");
  private static final Pattern NUMBER = Pattern.compile("^\\s*([1-6])\\s*\\.\\s.*", Pattern.DOTALL);
  private static final Pattern SUBSTANCE =
      Pattern.compile(
          "[Tt]he active substances?(?: (?:in|of|contained in) [^.]{1,60}?)? (?:is|are):? "
              + "([^.;(]{2,80}?)(?:\\.|,| \\(|;| Each| The )");
  private static final String TEST_MARK = "TEST PURPOSES ONLY - ";

  private Leaflets() {}

  /// Reads a composition.
  ///
  /// @param instances of the same file by id: the product may be among them
  static LabelDocument read(
      Instance leaflet, Map<String, Instance> instances, LabelFileConfig limits)
      throws FaultyLabel {
    String identifier = leaflet.first("identifier.value");
    Matcher authorisation = AUTHORISATION.matcher(identifier);
    if (!authorisation.find()) {
      throw new FaultyLabel("it has no number of a marketing authorisation (identifier.value)");
    }
    String language = leaflet.first("language").replace("#", "");
    if (!language.matches("[a-z]{2}")) {
      throw new FaultyLabel("it has no language");
    }
    String date = date(leaflet.first("date"));
    if (date == null) {
      throw new FaultyLabel("it has no date, which stands for its version");
    }
    var sections = sections(leaflet, limits);
    if (sections.isEmpty()) {
      throw new FaultyLabel("it has no section");
    }
    String title = PassageBuilder.plain(leaflet.first("title"));
    String subject = leaflet.first("subject").replaceAll("^Reference\\((.*)\\)$", "$1");
    var product = instances.get(subject);
    String fullName =
        product == null ? "" : PassageBuilder.plain(product.first("name.productName"));
    return new LabelDocument(
        "eu-1-%s-%s-leaflet-%s".formatted(authorisation.group(1), authorisation.group(2), language),
        Long.parseLong(date.replace("-", "")),
        null,
        date,
        LabelKind.PACKAGE_LEAFLET,
        Rendering.EPI,
        "EU",
        language,
        fullName.isEmpty() ? title : fullName,
        "Package leaflet",
        null,
        identifiers(brand(title, fullName), substances(sections), authorisation.group()),
        List.of(),
        sections);
  }

  private static Identifiers identifiers(
      String brand, List<String> substances, String authorisation) {
    List<String> none = List.of();
    return new Identifiers(
        brand.isEmpty() ? none : List.of(brand),
        none,
        substances,
        none,
        none,
        none,
        List.of(authorisation),
        none,
        none,
        none,
        none,
        none,
        none,
        none);
  }

  /// The name under which the leaflet goes, written as the product's full name writes it.
  private static String brand(String title, String fullName) {
    String name = title.startsWith(TEST_MARK) ? title.substring(TEST_MARK.length()) : title;
    return fullName.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
        ? fullName.substring(0, name.length())
        : name;
  }

  /// The active substances that an English leaflet names where all leaflets name them.
  private static List<String> substances(List<Section> sections) {
    var text = new StringBuilder();
    sections.stream()
        .flatMap(Section::walk)
        .forEach(section -> text.append(section.body().text().replace('\n', ' ')).append(' '));
    var named = SUBSTANCE.matcher(text);
    if (!named.find()) {
      return List.of();
    }
    return List.of(named.group(1).split(" and |, ")).stream()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static final class Draft {
    @Nullable String title;
    Passage body = Passage.NONE;
    boolean empty;
    final List<Draft> parts = new ArrayList<>();

    Section section() {
      Matcher number = NUMBER.matcher(title == null ? "" : title);
      return new Section(
          number.matches() ? "leaflet-" + number.group(1) : null,
          title,
          null,
          empty ? Passage.NONE : body,
          null,
          parts.stream().map(Draft::section).toList());
    }
  }

  private static List<Section> sections(Instance leaflet, LabelFileConfig limits)
      throws FaultyLabel {
    var outermost = new Draft();
    int counted = 0;
    for (Rule rule : leaflet.rules()) {
      Matcher path = SECTION.matcher(rule.path());
      if (!path.matches()) {
        continue;
      }
      Draft at = outermost;
      for (String step : path.group(1).split("\\.")) {
        if (step.endsWith("[+]") && path.group(2) == null || at.parts.isEmpty()) {
          at.parts.add(new Draft());
          counted++;
        }
        at = at.parts.getLast();
      }
      if (counted > limits.sections()) {
        throw new FaultyLabel(
            "it has more than "
                + limits.sections()
                + " sections (living-evidence.label-files.sections)");
      }
      switch (path.group(2) == null ? "" : path.group(2)) {
        case "title" -> {
          String title = PassageBuilder.plain(rule.value());
          at.title = title.isEmpty() ? null : title;
        }
        case "text.div" -> at.body = LeafletText.of(rule.value(), limits);
        case "emptyReason" -> at.empty = true;
        default -> {}
      }
    }
    return outermost.parts.stream().map(Draft::section).toList();
  }

  private static @Nullable String date(String value) {
    Matcher date = DATE.matcher(value);
    if (!date.matches()) {
      return null;
    }
    try {
      return LocalDate.parse(date.group(1)).toString();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
