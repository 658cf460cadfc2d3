package org.livingevidence.drugs.intake.openfda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.spl.SplDates;
import org.livingevidence.drugs.label.Identifiers;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.LabelKind;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Rendering;

/// One record of openFDA's drug labels. Every field but the set id and the version may be missing.
final class OpenFdaLabel {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:_-]{0,99}");

  private OpenFdaLabel() {}

  static LabelDocument read(JsonNode label, LabelFileConfig limits) throws FaultyLabel {
    String setId = label.path("set_id").asText("").strip();
    if (!ID.matcher(setId).matches()) {
      throw new FaultyLabel("it has no set id (set_id)");
    }
    String version = label.path("version").asText("").strip();
    if (!version.matches("[0-9]{1,12}")) {
      throw new FaultyLabel("it has no version number (version)");
    }
    var sections = OpenFdaSections.of(label, limits);
    if (sections.isEmpty()) {
      throw new FaultyLabel("it has no section");
    }
    var openfda = label.path("openfda");
    var manufacturers = texts(openfda, "manufacturer_name");
    var types = texts(openfda, "product_type");
    String documentId = label.path("id").asText("").strip();
    return new LabelDocument(
        setId.toLowerCase(Locale.ROOT),
        Long.parseLong(version),
        ID.matcher(documentId).matches() ? documentId.toLowerCase(Locale.ROOT) : null,
        SplDates.of(label.path("effective_time").asText("").strip()),
        LabelKind.SPL,
        Rendering.OPENFDA,
        "US",
        "en",
        null,
        first(types),
        first(manufacturers),
        identifiers(openfda),
        List.of(),
        sections);
  }

  private static Identifiers identifiers(JsonNode openfda) {
    var classes = new ArrayList<String>();
    for (String field :
        List.of("pharm_class_epc", "pharm_class_moa", "pharm_class_pe", "pharm_class_cs")) {
      classes.addAll(texts(openfda, field));
    }
    return new Identifiers(
        texts(openfda, "brand_name"),
        texts(openfda, "generic_name"),
        texts(openfda, "substance_name"),
        List.of(),
        texts(openfda, "unii"),
        texts(openfda, "rxcui"),
        texts(openfda, "application_number"),
        texts(openfda, "product_ndc"),
        texts(openfda, "package_ndc"),
        texts(openfda, "route"),
        List.of(),
        List.of(),
        texts(openfda, "manufacturer_name"),
        classes);
  }

  private static List<String> texts(JsonNode openfda, String field) {
    var texts = new ArrayList<String>();
    for (JsonNode each : openfda.path(field)) {
      String text = PassageBuilder.plain(each.asText(""));
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() ? null : values.getFirst();
  }
}
