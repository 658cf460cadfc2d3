package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.label.HeldLabels;
import org.livingevidence.drugs.label.Identifiers;

/// The applications of a drug: what the register says, and what the labels held say of the products
/// marketed under the same number.
@ApplicationScoped
class DrugApplications {
  private static final ObjectMapper JSON = new JsonMapper();

  private final RegisterStore store;
  private final HeldLabels labels;

  DrugApplications(RegisterStore store, HeldLabels labels) {
    this.store = store;
    this.labels = labels;
  }

  List<ObjectNode> of(Drug drug) {
    Map<String, ObjectNode> byNumber = new TreeMap<>();
    String newest = store.newestRelease(Register.DRUGS_AT_FDA);
    for (var held : store.named(Register.DRUGS_AT_FDA, DrugNames.keys(drug))) {
      ObjectNode application = held.data().deepCopy();
      application.put("combination", combination(held.data()));
      application.set("source", RegisterSource.of(Register.DRUGS_AT_FDA, held, newest));
      byNumber.put(application.path("number").asText(), application);
    }
    for (var label : labels.identified(labels.ofDrug(drug.id()))) {
      for (String number : label.identifiers().applicationNumbers()) {
        var application =
            byNumber.computeIfAbsent(
                number,
                unknown ->
                    JSON.createObjectNode()
                        .put("number", unknown)
                        .put("type", unknown.replaceAll("[0-9].*", ""))
                        .put("combination", label.moieties().size() > 1));
        application.withArray("labels").add(label(label));
      }
    }
    byNumber.values().forEach(each -> suffixed(each, byNumber.values()));
    return byNumber.values().stream()
        .sorted(
            Comparator.<ObjectNode, Boolean>comparing(
                    each -> each.path("type").asText().equals("ANDA"))
                .thenComparing(each -> each.path("combination").asBoolean())
                .thenComparing(each -> each.path("approved").asText("9999"))
                .thenComparing(each -> each.path("number").asText()))
        .toList();
  }

  private void suffixed(ObjectNode application, Collection<ObjectNode> all) {
    String number = application.path("number").asText();
    var names = new LinkedHashSet<String>();
    for (JsonNode product : application.path("products")) {
      var ingredients = new ArrayList<String>();
      product.path("ingredients").forEach(each -> ingredients.add(each.asText()));
      names.add(String.join(" and ", ingredients));
    }
    var setIds = new ArrayList<String>();
    application.path("labels").forEach(label -> setIds.add(label.path("setId").asText()));
    labels.identified(setIds).forEach(label -> names.addAll(label.identifiers().genericNames()));
    if (SuffixedBiologics.name(number, names) == null) {
      return;
    }
    var documents = setIds.stream().map(labels::current).filter(Objects::nonNull).toList();
    var told = SuffixedBiologics.of(number, names, documents);
    if (told != null) {
      if (application.has("approved")) {
        var earlier = told.putArray("earlier");
        SuffixedBiologics.earlier(application, all).forEach(earlier::add);
      }
      application.set("suffixed", told);
    }
  }

  private static boolean combination(JsonNode application) {
    var several = new TreeSet<Boolean>();
    application.path("products").forEach(each -> several.add(each.path("ingredients").size() > 1));
    return several.contains(true) && !several.contains(false);
  }

  private static ObjectNode label(HeldLabels.Identified label) {
    Identifiers known = label.identifiers();
    var said =
        JSON.createObjectNode()
            .put("setId", label.setId())
            .put("name", label.name())
            .put("version", label.version());
    if (label.effective() != null) {
      said.put("effective", label.effective());
    }
    texts(said.putArray("ndcs"), known.productNdcs());
    texts(said.putArray("labelers"), known.labelers());
    texts(said.putArray("productRxcuis"), known.rxcuis());
    return said;
  }

  private static void texts(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
