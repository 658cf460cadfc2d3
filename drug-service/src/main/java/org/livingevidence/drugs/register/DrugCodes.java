package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.label.HeldLabels;

/// The codes by which other systems know a drug, each with who says so: of the substance, and of
/// the products on its labels. openFDA's RxCUIs are of products and never the substance's; that one
/// is told by a table of concepts by UNII, where the UNII has one concept and it no other UNII.
@ApplicationScoped
class DrugCodes {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final String SUBSTANCE = "substance";
  private static final String RXCUI = "RxCUI";

  private final RegisterStore store;
  private final HeldLabels labels;

  DrugCodes(RegisterStore store, HeldLabels labels) {
    this.store = store;
    this.labels = labels;
  }

  /// Codes of the substance first, then those of products; a system in which nobody tells the
  /// substance's code says so.
  List<ObjectNode> of(Drug drug) {
    var held = labels.identified(labels.ofDrug(drug.id()));
    var codes = new ArrayList<ObjectNode>();
    var known = drug.identifiers();
    String unii = known == null ? null : known.unii();
    List<String> uniis = unii == null ? List.of() : List.of(unii);
    String rxcui = known == null ? null : known.rxcui();
    stated(codes, "UNII", uniis, drug, held);
    stated(codes, RXCUI, rxcui == null ? List.of() : List.of(rxcui), drug, held);
    if (unii != null) {
      byUnii(codes, unii, rxcui);
    }
    stated(codes, "ATC", known == null ? List.of() : known.atc(), drug, held);
    String drugbank = known == null ? null : known.drugbank();
    stated(codes, "DrugBank", drugbank == null ? List.of() : List.of(drugbank), drug, held);
    stated(codes, "MeSH", known == null ? List.of() : known.mesh(), drug, held);
    for (String system : List.of("UNII", RXCUI, "ATC")) {
      if (codes.stream().noneMatch(code -> code.path("system").asText().equals(system))) {
        codes.add(notStated(system, unii));
      }
    }
    for (var label : held) {
      for (String code : new LinkedHashSet<>(label.identifiers().rxcuis())) {
        codes.add(
            code(RXCUI, code, label.moieties().size() > 1 ? "combination-product" : "product")
                .set("source", source(label)));
      }
    }
    return codes;
  }

  private static void stated(
      List<ObjectNode> codes,
      String system,
      List<String> stated,
      Drug drug,
      List<HeldLabels.Identified> held) {
    for (String each : stated) {
      codes.add(code(system, each, SUBSTANCE).set("source", source(each, drug, held)));
    }
  }

  /// Who says what stands in the record of a drug: a person, or the label that has the code.
  private static ObjectNode source(String code, Drug drug, List<HeldLabels.Identified> held) {
    if (drug.source().setId() == null) {
      return JSON.createObjectNode()
          .put("kind", drug.source().kind())
          .put("url", "/api/v1/drugs/" + drug.id());
    }
    return held.stream()
        .filter(label -> label.identifiers().uniis().contains(code))
        .findFirst()
        .map(DrugCodes::source)
        .orElseGet(
            () ->
                JSON.createObjectNode()
                    .put("kind", drug.source().kind())
                    .put("setId", drug.source().setId()));
  }

  private static ObjectNode source(HeldLabels.Identified label) {
    var source =
        JSON.createObjectNode()
            .put("kind", "label")
            .put("setId", label.setId())
            .put("version", label.version())
            .put("name", label.name());
    label.identifiers().applicationNumbers().forEach(source.withArray("applications")::add);
    return source;
  }

  /// What the table says of a substance; where it says something else than the record, both stand.
  private void byUnii(List<ObjectNode> codes, String unii, @Nullable String recorded) {
    var register = Register.RXNORM_BY_UNII;
    String id = register.word() + ":" + unii;
    var found = store.current(Set.of(id)).get(id);
    if (found == null) {
      return;
    }
    var source = RegisterSource.of(register, found, store.newestRelease(register));
    source.put("unii", unii);
    var concepts = found.data().path("rxcuis");
    if (concepts.size() == 1 && found.data().path("sharedWith").isEmpty()) {
      String concept = concepts.get(0).asText();
      var code = code(RXCUI, concept, SUBSTANCE);
      if (recorded != null && !recorded.equals(concept)) {
        code.put("differsFrom", recorded);
      }
      codes.add(code.set("source", source));
    } else {
      var code = JSON.createObjectNode().put("system", RXCUI).put("of", SUBSTANCE);
      code.put("state", "ambiguous");
      code.set("candidates", concepts);
      if (!found.data().path("sharedWith").isEmpty()) {
        code.set("sharedWith", found.data().path("sharedWith"));
      }
      codes.add(code.set("source", source));
    }
  }

  private ObjectNode notStated(String system, @Nullable String unii) {
    String why = "no source that is held states one";
    if (system.equals(RXCUI) && store.newestRelease(Register.RXNORM_BY_UNII) == null) {
      why = "no table of RxNorm concepts by UNII is held";
    } else if (system.equals(RXCUI) && unii == null) {
      why = "the UNII of the substance, by which it would be found, is not known";
    }
    return JSON.createObjectNode()
        .put("system", system)
        .put("of", SUBSTANCE)
        .put("state", "not-stated")
        .put("why", why);
  }

  private static ObjectNode code(String system, String code, String of) {
    return JSON.createObjectNode()
        .put("system", system)
        .put("code", code)
        .put("of", of)
        .put("state", "stated");
  }
}
