package org.livingevidence.bench.names;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The labels whose indications experts have marked, with UMLS concepts, and what these are in
/// MeSH.
///
/// A UMLS concept that the published table gives no MeSH heading stays itself: `C0278140`.
record LabeledIn(List<Label> labels) {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z]+)([^>]*)>");
  private static final Pattern CUI = Pattern.compile("cui=\"([^\"]*)\"");
  private static final Set<String> LINES =
      Set.of("br", "div", "li", "ol", "ul", "p", "table", "tr", "td", "h1", "h2", "h3");

  /// @param ingredient the RxCUI of its ingredient, by which labels are parted
  record Label(String id, String ingredient, String text, List<AnnotatedText.Mark> marks) {
    Set<String> concepts() {
      Set<String> all = new LinkedHashSet<>();
      marks.forEach(mark -> all.addAll(mark.concepts()));
      return all;
    }

    /// Half of the ingredients are for work on the rules, the others for the figures.
    boolean heldOut() {
      int hash = ingredient.hashCode() * 0x9E3779B9;
      return (hash >>> 30 & 1) == 1 && (hash >>> 27 & 1) == 1;
    }
  }

  static LabeledIn read(Path data, DiseaseNames names) {
    Path folder = data.resolve("indications");
    Map<String, String> mesh = mesh(data, names);
    Map<String, String> ingredients = new HashMap<>();
    for (String line : Lines.of(folder.resolve("LabeledIn_Structured_Results.dev.txt"))) {
      String[] fields = line.split("\\|", -1);
      ingredients.put(fields[0], fields[3].strip());
    }
    Map<String, Label> labels = new LinkedHashMap<>();
    for (String line : Lines.of(folder.resolve("LabeledIn_annotated_XML.dev.txt.gz"))) {
      String[] fields = line.split("\\|", -1);
      if (fields.length >= 4) {
        labels.put(
            fields[0], label(fields[0], ingredients.getOrDefault(fields[0], ""), fields[2], mesh));
      }
    }
    return new LabeledIn(List.copyOf(labels.values()));
  }

  /// The MeSH ids of UMLS concepts, of those that have one.
  static Map<String, String> mesh(Path data, DiseaseNames names) {
    Map<String, String> mesh = new HashMap<>();
    for (String line :
        Lines.of(data.resolve("indications").resolve("LabeledIn_cui_to_mesh_name.tsv"))) {
      String[] fields = line.split("\t", -1);
      String id = fields.length > 1 ? names.id(fields[1]) : null;
      if (id != null) {
        mesh.putIfAbsent(fields[0], id);
      }
    }
    return mesh;
  }

  private static Label label(String id, String ingredient, String html, Map<String, String> mesh) {
    StringBuilder text = new StringBuilder();
    List<AnnotatedText.Mark> marks = new ArrayList<>();
    Matcher tag = TAG.matcher(html);
    int at = 0;
    int open = -1;
    List<String> concepts = List.of();
    while (tag.find()) {
      append(text, html.substring(at, tag.start()));
      at = tag.end();
      String name = tag.group(2).toLowerCase(Locale.ROOT);
      if (name.equals("annotation")) {
        if (tag.group(1).isEmpty()) {
          open = text.length();
          Matcher cui = CUI.matcher(tag.group(3));
          concepts = cui.find() ? concepts(cui.group(1), mesh) : List.of();
        } else if (open >= 0) {
          marks.add(new AnnotatedText.Mark(open, text.length(), text.substring(open), concepts));
          open = -1;
        }
      } else if (LINES.contains(name)) {
        text.append('\n');
      }
    }
    append(text, html.substring(at));
    return new Label(id, ingredient, text.toString(), List.copyOf(marks));
  }

  private static void append(StringBuilder text, String html) {
    text.append(html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
  }

  private static List<String> concepts(String cuis, Map<String, String> mesh) {
    List<String> concepts = new ArrayList<>();
    for (String cui : cuis.split(";")) {
      if (!cui.isBlank()) {
        concepts.add(mesh.getOrDefault(cui.strip(), cui.strip()));
      }
    }
    return concepts;
  }
}
