package org.livingevidence.bench.names;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.terminology.Dictionary;
import org.livingevidence.terminology.Standing;

/// The names of diseases that public vocabularies give, by MeSH id: MeSH itself, CTD's MEDIC, and
/// what the Disease Ontology and others call a disease that Mondo or they themselves map to MeSH
/// exactly.
final class DiseaseNames {
  private static final Pattern BARS = Pattern.compile("\\|");
  private static final Pattern SYNONYM = Pattern.compile("^synonym: \"(.*)\" EXACT");

  private final Map<String, Set<String>> names = new LinkedHashMap<>();
  private final Map<String, Set<String>> borrowed = new LinkedHashMap<>();
  private final Map<String, String> preferred = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> primary = new HashMap<>();

  /// Adds the first name of each concept only.
  Dictionary.Builder preferredTo(Dictionary.Builder builder) {
    preferred.forEach((id, name) -> builder.add(name, id));
    return builder;
  }

  /// Adds every name, each with its standing.
  Dictionary.Builder addTo(Dictionary.Builder builder) {
    names.forEach(
        (id, all) ->
            all.stream()
                .filter(name -> standsInText(id, name))
                .forEach(
                    name ->
                        builder.add(
                            name,
                            id,
                            name.equals(preferred(id)) ? Standing.PREFERRED : Standing.SYNONYM)));
    borrowed.forEach(
        (id, all) ->
            all.stream()
                .filter(name -> standsInText(id, name))
                .forEach(name -> builder.add(name, id, Standing.BORROWED)));
    return builder;
  }

  private static final Pattern INCLUDED =
      Pattern.compile("\\bincluded\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADING = Pattern.compile("[^\\p{Ll}]*[,;][^\\p{Ll}]*");
  private static final Pattern WORD = Pattern.compile("[^\\p{Ll} ]*");

  private static boolean standsInText(String id, String name) {
    return !INCLUDED.matcher(name).find()
        && !HEADING.matcher(name).matches()
        && !(id.startsWith("OMIM") && WORD.matcher(name).matches());
  }

  /// @return the concept whose first name this is, null when there is none
  @Nullable String id(String preferredName) {
    if (ids.isEmpty()) {
      preferred.forEach((id, name) -> ids.putIfAbsent(name.toLowerCase(Locale.ROOT), id));
      names.forEach(
          (id, all) -> all.forEach(name -> ids.putIfAbsent(name.toLowerCase(Locale.ROOT), id)));
    }
    return ids.get(preferredName.toLowerCase(Locale.ROOT));
  }

  /// What its own vocabulary calls the concept first.
  String preferred(String id) {
    return preferred.getOrDefault(id, id);
  }

  /// The id that MEDIC lists a concept under first when it has several, as the corpora use any.
  String primary(String id) {
    return primary.getOrDefault(id, id);
  }

  static DiseaseNames load(Path data) {
    DiseaseNames diseases = new DiseaseNames();
    diseases.mesh(data);
    diseases.medic(data);
    diseases.mapped(data);
    return diseases;
  }

  private void add(String id, String name) {
    if (!name.isBlank()) {
      names.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(name.strip());
    }
  }

  private void mesh(Path data) {
    for (String line : Lines.of(data.resolve("mesh/DERIVED_mesh_diseases_2015.tsv.gz"))) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("mesh_ui")) {
        continue;
      }
      preferred.put(fields[0], fields[1]);
      add(fields[0], fields[1]);
      for (int list = 3; list < fields.length; list++) {
        for (String name : BARS.split(fields[list])) {
          add(fields[0], name);
        }
      }
    }
  }

  private void medic(Path data) {
    for (String line : Lines.of(data.resolve("mesh/medic_06Jul2012.txt.gz"))) {
      int bars = line.indexOf("||");
      String id = medicId(line.substring(0, bars));
      if (id.equals("C")) {
        continue;
      }
      String[] all = BARS.split(line.substring(bars + 2));
      preferred.putIfAbsent(id, all[0]);
      for (String name : all) {
        add(id, name);
      }
    }
  }

  private String medicId(String ids) {
    List<String> all = new ArrayList<>();
    for (String id : BARS.split(ids)) {
      all.add(Character.isDigit(id.charAt(0)) ? "OMIM:" + id : id);
    }
    String first =
        all.stream()
            .filter(id -> id.startsWith("D"))
            .findFirst()
            .or(() -> all.stream().filter(id -> id.startsWith("C")).findFirst())
            .orElse(all.getFirst());
    all.forEach(id -> primary.put(id, first));
    return first;
  }

  private void mapped(Path data) {
    Path mappings = data.resolve("mappings");
    Map<String, Set<String>> mondo = new HashMap<>();
    Map<String, Set<String>> other = new HashMap<>();
    for (String[] row : sssom(mappings.resolve("mondo_exactmatch_mesh.sssom.tsv.gz"))) {
      String mesh = row[3].substring(row[3].indexOf(':') + 1);
      mondo.computeIfAbsent(row[0], id -> new LinkedHashSet<>()).add(mesh);
      known(mesh, row[1]);
    }
    for (String source : List.of("doid", "ncit", "icd10cm", "orphanet")) {
      for (String[] row : sssom(mappings.resolve("mondo_exactmatch_" + source + ".sssom.tsv.gz"))) {
        for (String mesh : mondo.getOrDefault(row[0], Set.of())) {
          known(mesh, row[4]);
          other.computeIfAbsent(row[3], id -> new LinkedHashSet<>()).add(mesh);
        }
      }
    }
    for (String line : Lines.of(mappings.resolve("MESHinDO.tsv.gz"))) {
      String[] fields = line.replace("\"", "").split("\t");
      if (fields.length == 3 && fields[2].startsWith("MESH:")) {
        String mesh = fields[2].substring(5);
        known(mesh, fields[1]);
        other.computeIfAbsent(fields[0], id -> new LinkedHashSet<>()).add(mesh);
      }
    }
    diseaseOntology(mappings.resolve("HumanDO_no_xrefs-2015.obo.gz"), other);
    for (String[] row : sssom(mappings.resolve("biomappings-positive.sssom.tsv.gz"))) {
      if (row[2].equals("skos:exactMatch")) {
        if (row[0].startsWith("mesh:")) {
          known(row[0].substring(5), row[4]);
        }
        if (row[3].startsWith("mesh:")) {
          known(row[3].substring(5), row[1]);
        }
      }
    }
  }

  /// Adds the names that Mondo has for UMLS concepts which it maps to nothing in MeSH, where the
  /// name is nobody's yet.
  ///
  /// @param known concepts that are in MeSH by another table
  void umls(Path data, Set<String> known) {
    Path mappings = data.resolve("mappings");
    Set<String> mesh = new HashSet<>();
    for (String[] row : sssom(mappings.resolve("mondo_exactmatch_mesh.sssom.tsv.gz"))) {
      mesh.add(row[0]);
    }
    for (String[] row : sssom(mappings.resolve("mondo_exactmatch_umls.sssom.tsv.gz"))) {
      if (!mesh.contains(row[0])) {
        String id = row[3].substring(row[3].indexOf(':') + 1);
        if (!known.contains(id) && id(row[1]) == null) {
          preferred.putIfAbsent(id, row[1]);
          add(id, row[1]);
        }
      }
    }
  }

  private void diseaseOntology(Path file, Map<String, Set<String>> mesh) {
    Set<String> ids = Set.of();
    for (String line : Lines.of(file)) {
      if (line.startsWith("id: ")) {
        ids = mesh.getOrDefault(line.substring(4), Set.of());
      }
      if (ids.isEmpty()) {
        continue;
      }
      Matcher synonym = SYNONYM.matcher(line);
      String name =
          line.startsWith("name: ")
              ? line.substring(6)
              : synonym.find() ? synonym.group(1).replaceAll("\\s*\\(.*", "") : "";
      ids.forEach(id -> known(id, name));
    }
  }

  /// A name of a disease that MeSH or MEDIC has; other concepts do not come in by a mapping.
  private void known(String id, String name) {
    if (names.containsKey(id) && !name.isBlank()) {
      borrowed.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(name.strip());
    }
  }

  private static List<String[]> sssom(Path file) {
    return Lines.of(file).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("subject_id"))
        .map(line -> line.split("\t", -1))
        .filter(row -> row.length >= 5)
        .toList();
  }
}
