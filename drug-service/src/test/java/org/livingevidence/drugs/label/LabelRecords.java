package org.livingevidence.drugs.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Small labels in the forms of their sources, for tests.
public final class LabelRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LabelRecords() {}

  /// An openFDA record.
  public static ObjectNode openFda(
      String setId, long version, String effective, Map<String, String> fields) {
    var label = JSON.createObjectNode();
    label.put("set_id", setId).put("id", setId + "-" + version);
    label.put("version", String.valueOf(version)).put("effective_time", effective);
    fields.forEach((field, text) -> label.putArray(field).add(text));
    var openfda = label.putObject("openfda");
    openfda.putArray("brand_name").add("Testa");
    openfda.putArray("generic_name").add("TESTAMAB");
    openfda.putArray("unii").add("TEST000001");
    return label;
  }

  /// An answer of the API.
  public static byte[] answer(String updated, List<ObjectNode> labels) {
    var answer = JSON.createObjectNode();
    answer.putObject("meta").put("last_updated", updated);
    answer.putArray("results").addAll(labels);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// An SPL document.
  ///
  /// @param sections XML of `component` elements
  public static byte[] spl(String setId, long version, String effective, String sections) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <document xmlns="urn:hl7-org:v3">
          <id root="%1$s-%2$d"/>
          <code code="34391-3" codeSystem="2.16.840.1.113883.6.1" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
          <title>Testa<br/>(testamab)</title>
          <effectiveTime value="%3$s"/>
          <setId root="%1$s"/>
          <versionNumber value="%2$d"/>
          <component><structuredBody>%4$s</structuredBody></component>
        </document>
        """
        .formatted(setId, version, effective, sections)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// A section of an SPL document.
  ///
  /// @param within XML of `component` elements
  public static String section(String code, String title, String text, String within) {
    return """
        <component><section><code code="%s" codeSystem="2.16.840.1.113883.6.1"/><title>%s</title>
        <text>%s</text>%s</section></component>
        """
        .formatted(code, title, text, within);
  }
}
