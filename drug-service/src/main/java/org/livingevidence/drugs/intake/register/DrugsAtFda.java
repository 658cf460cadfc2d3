package org.livingevidence.drugs.intake.register;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.register.Application;
import org.livingevidence.drugs.register.Application.RegisteredProduct;
import org.livingevidence.drugs.register.Application.Supplement;
import org.livingevidence.drugs.register.RegisterConfig;
import org.livingevidence.imports.ImportRejected;

/// The tables of Drugs@FDA put together: applications with their products and approvals. The tables
/// come in any order, so all are held until the last is read.
final class DrugsAtFda {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String APPLICATION = "ApplNo";
  private static final String EFFICACY = "EFFICACY";

  private final RegisterConfig limits;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, String[]> applications = new TreeMap<>();
  private final Map<String, List<Row>> products = new HashMap<>();
  private final Map<String, String> marketing = new HashMap<>();
  private final Map<String, String> marketingNames = new HashMap<>();
  private final Map<String, List<Submission>> submissions = new HashMap<>();
  private final Map<String, String[]> classes = new HashMap<>();
  private String newest = "";

  DrugsAtFda(RegisterConfig limits) {
    this.limits = limits;
  }

  private record Row(
      String number,
      String name,
      String ingredients,
      String form,
      String strength,
      boolean reference) {}

  private record Submission(
      String type, String number, String day, String classId, String notes, String priority) {}

  /// Reads one table; one that is not wanted is passed over.
  void table(String name, InputStream entry) throws IOException, ImportRejected {
    var in = new BufferedInputStream(entry, 64 * 1024);
    switch (name) {
      case "Applications.txt" ->
          read(
              name,
              in,
              List.of(APPLICATION, "ApplType", "SponsorName"),
              row ->
                  applications.put(
                      row.text(APPLICATION),
                      new String[] {row.text("ApplType"), row.text("SponsorName")}));
      case "Products.txt" ->
          read(
              name,
              in,
              List.of(APPLICATION, "ProductNo", "Form", "Strength", "DrugName", "ActiveIngredient"),
              row ->
                  products
                      .computeIfAbsent(row.text(APPLICATION), number -> new ArrayList<>())
                      .add(
                          new Row(
                              row.text("ProductNo"),
                              row.text("DrugName"),
                              row.text("ActiveIngredient"),
                              row.text("Form"),
                              row.text("Strength"),
                              row.text("ReferenceDrug").equals("1"))));
      case "MarketingStatus.txt" ->
          read(
              name,
              in,
              List.of(APPLICATION, "ProductNo", "MarketingStatusID"),
              row ->
                  marketing.put(
                      row.text(APPLICATION) + "-" + row.text("ProductNo"),
                      row.text("MarketingStatusID")));
      case "MarketingStatus_Lookup.txt" ->
          read(
              name,
              in,
              List.of("MarketingStatusID", "MarketingStatusDescription"),
              row ->
                  marketingNames.put(
                      row.text("MarketingStatusID"), row.text("MarketingStatusDescription")));
      case "SubmissionClass_Lookup.txt" ->
          read(
              name,
              in,
              List.of("SubmissionClassCodeID", "SubmissionClassCode"),
              row ->
                  classes.put(
                      row.text("SubmissionClassCodeID"),
                      new String[] {
                        row.text("SubmissionClassCode"), row.text("SubmissionClassCodeDescription")
                      }));
      case "Submissions.txt" ->
          read(
              name,
              in,
              List.of(APPLICATION, "SubmissionType", "SubmissionStatus", "SubmissionStatusDate"),
              this::submission);
      default -> {
        // Letters, documents and codes of equivalence are not kept.
      }
    }
  }

  private void read(String name, InputStream in, List<String> columns, Table.Rows rows)
      throws IOException, ImportRejected {
    Table.read(name, in, limits, columns, rows, faults::add);
  }

  private void submission(Table.Row row) {
    String at = row.text("SubmissionStatusDate");
    String day = at.length() < 10 ? "" : at.substring(0, 10);
    if (!DAY.matcher(day).matches()) {
      return;
    }
    newest = day.compareTo(newest) > 0 ? day : newest;
    if (row.text("SubmissionStatus").equals("AP")) {
      submissions
          .computeIfAbsent(row.text(APPLICATION), number -> new ArrayList<>())
          .add(
              new Submission(
                  row.text("SubmissionType"),
                  row.text("SubmissionNo"),
                  day,
                  row.text("SubmissionClassCodeID"),
                  row.text("SubmissionsPublicNotes"),
                  row.text("ReviewPriority")));
    }
  }

  /// The newest day that the tables speak of; empty before they were read.
  String newest() {
    return newest;
  }

  /// What was wrong with single rows.
  List<String> faults() {
    return faults;
  }

  /// The applications, in order of number.
  ///
  /// @throws ImportRejected when tables are missing
  List<Application> applications() throws ImportRejected {
    if (applications.isEmpty() || products.isEmpty() || submissions.isEmpty()) {
      throw new ImportRejected(
          "The zip lacks tables: Applications.txt, Products.txt and Submissions.txt make the"
              + " register.");
    }
    products.keySet().stream()
        .filter(number -> !applications.containsKey(number))
        .sorted()
        .forEach(
            number -> faults.add("Products.txt has products of " + number + ", no application."));
    var all = new ArrayList<Application>();
    applications.forEach((number, known) -> all.add(application(number, known[0], known[1])));
    return all;
  }

  private Application application(String number, String type, String sponsor) {
    var approved =
        submissions.getOrDefault(number, List.of()).stream()
            .sorted(Comparator.comparing(Submission::day).thenComparing(Submission::number))
            .toList();
    var original =
        approved.stream().filter(each -> each.type().equals("ORIG")).findFirst().orElse(null);
    return new Application(
        type + number,
        type,
        known(sponsor),
        original == null ? null : original.day(),
        original == null ? null : className(original.classId()),
        original == null ? null : known(original.priority()),
        products.getOrDefault(number, List.of()).stream().map(row -> product(number, row)).toList(),
        approved.stream()
            .filter(each -> each.type().equals("SUPPL") && efficacy(each))
            .map(each -> new Supplement(each.number(), each.day(), known(each.notes())))
            .toList());
  }

  private RegisteredProduct product(String number, Row row) {
    String status = marketing.get(number + "-" + row.number());
    return new RegisteredProduct(
        row.number(),
        row.name(),
        List.of(row.ingredients().split("\\s*;\\s*")),
        known(row.form()),
        known(row.strength()),
        status == null ? null : marketingNames.get(status),
        row.reference());
  }

  private boolean efficacy(Submission submission) {
    var known = classes.get(submission.classId());
    return known != null && known[0].equals(EFFICACY);
  }

  private @Nullable String className(String id) {
    var known = classes.get(id);
    return known == null ? null : known(known[1]);
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
