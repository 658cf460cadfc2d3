package org.livingevidence.drugs.label;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The LOINC codes of sections, with the fields that openFDA has for them.
public final class LabelCodes {
  /// Boxed warning.
  public static final String BOXED_WARNING = "34066-1";

  /// Indications and usage.
  public static final String INDICATIONS = "34067-9";

  /// What is not classified, the code of most subsections.
  public static final String UNCLASSIFIED = "42229-5";

  /// A section that openFDA has a field for.
  ///
  /// @param title what the section is called
  /// @param parents codes of sections that may hold it, the nearest first
  public record Coded(String code, String field, String title, List<String> parents) {}

  private static final Map<String, Coded> BY_FIELD = new LinkedHashMap<>();
  private static final Map<String, Coded> BY_CODE = new LinkedHashMap<>();

  static {
    add("34066-1", "boxed_warning", "Boxed warning");
    add("43683-2", "recent_major_changes", "Recent major changes");
    add("34067-9", "indications_and_usage", "Indications and usage");
    add("34068-7", "dosage_and_administration", "Dosage and administration");
    add("43678-2", "dosage_forms_and_strengths", "Dosage forms and strengths");
    add("34070-3", "contraindications", "Contraindications");
    add("43685-7", "warnings_and_cautions", "Warnings and cautions");
    add("34071-1", "warnings", "Warnings");
    add("42232-9", "precautions", "Precautions");
    add("34072-9", "general_precautions", "General precautions", "42232-9");
    add("34084-4", "adverse_reactions", "Adverse reactions");
    add("34073-7", "drug_interactions", "Drug interactions", "42232-9");
    add(
        "34074-5",
        "drug_and_or_laboratory_test_interactions",
        "Interactions with drugs or laboratory tests",
        "42232-9");
    add("34075-2", "laboratory_tests", "Laboratory tests", "42232-9");
    add("43684-0", "use_in_specific_populations", "Use in specific populations");
    add("42228-7", "pregnancy", "Pregnancy", "43684-0", "42232-9");
    add("34077-8", "teratogenic_effects", "Teratogenic effects", "42228-7", "42232-9");
    add("34078-6", "nonteratogenic_effects", "Nonteratogenic effects", "42228-7", "42232-9");
    add("34079-4", "labor_and_delivery", "Labor and delivery", "43684-0", "42232-9");
    add("34080-2", "nursing_mothers", "Nursing mothers", "43684-0", "42232-9");
    add("34081-0", "pediatric_use", "Pediatric use", "43684-0", "42232-9");
    add("34082-8", "geriatric_use", "Geriatric use", "43684-0", "42232-9");
    add("42227-9", "drug_abuse_and_dependence", "Drug abuse and dependence");
    add("34085-1", "controlled_substance", "Controlled substance", "42227-9");
    add("34086-9", "abuse", "Abuse", "42227-9");
    add("34087-7", "dependence", "Dependence", "42227-9");
    add("34088-5", "overdosage", "Overdosage");
    add("34089-3", "description", "Description");
    add("34090-1", "clinical_pharmacology", "Clinical pharmacology");
    add("43679-0", "mechanism_of_action", "Mechanism of action", "34090-1");
    add("43681-6", "pharmacodynamics", "Pharmacodynamics", "34090-1");
    add("43682-4", "pharmacokinetics", "Pharmacokinetics", "34090-1");
    add("49489-8", "microbiology", "Microbiology", "34090-1");
    add("66106-6", "pharmacogenomics", "Pharmacogenomics", "34090-1");
    add("43680-8", "nonclinical_toxicology", "Nonclinical toxicology");
    add(
        "34083-6",
        "carcinogenesis_and_mutagenesis_and_impairment_of_fertility",
        "Carcinogenesis, mutagenesis, impairment of fertility",
        "43680-8",
        "42232-9");
    add(
        "34091-9",
        "animal_pharmacology_and_or_toxicology",
        "Animal pharmacology or toxicology",
        "43680-8");
    add("34092-7", "clinical_studies", "Clinical studies");
    add("34093-5", "references", "References");
    add("34069-5", "how_supplied", "How supplied");
    add("44425-7", "storage_and_handling", "Storage and handling", "34069-5");
    add("34076-0", "information_for_patients", "Information for patients", "42232-9");
    add("42231-1", "spl_medguide", "Medication guide");
    add("42230-3", "spl_patient_package_insert", "Patient package insert");
    add("59845-8", "instructions_for_use", "Instructions for use");
    add("68498-5", "patient_medication_information", "Patient medication information");
    add("55106-9", "active_ingredient", "Active ingredient");
    add("51727-6", "inactive_ingredient", "Inactive ingredient");
    add("55105-1", "purpose", "Purpose");
    add("50570-1", "do_not_use", "Do not use", "34071-1");
    add("50569-3", "ask_doctor", "Ask doctor", "34071-1");
    add("50568-5", "ask_doctor_or_pharmacist", "Ask doctor or pharmacist", "34071-1");
    add("50567-7", "when_using", "When using", "34071-1");
    add("50566-9", "stop_use", "Stop use", "34071-1");
    add("53414-9", "pregnancy_or_breast_feeding", "Pregnancy or breast feeding", "34071-1");
    add("50565-1", "keep_out_of_reach_of_children", "Keep out of reach of children", "34071-1");
    add("53413-1", "questions", "Questions");
    add("42229-5", "spl_unclassified_section", "Unclassified");
    add("51945-4", "package_label_principal_display_panel", "Package label");
    add("48780-1", "spl_product_data_elements", "Product data elements");
  }

  private LabelCodes() {}

  private static void add(String code, String field, String title, String... parents) {
    var coded = new Coded(code, field, title, List.copyOf(Arrays.asList(parents)));
    BY_FIELD.put(field, coded);
    BY_CODE.put(code, coded);
  }

  /// All sections with a field, in the order in which labels have them.
  public static List<Coded> all() {
    return List.copyOf(BY_CODE.values());
  }

  /// The section of an openFDA field, null when the field is none of a section.
  public static @Nullable Coded ofField(String field) {
    return BY_FIELD.get(field);
  }

  static @Nullable String openFdaField(String code) {
    var coded = BY_CODE.get(code);
    return coded == null ? null : coded.field();
  }

  /// What the section of a code is called, the code itself when it is not known here.
  static String titleOf(String code) {
    var coded = BY_CODE.get(code);
    return coded == null ? code : coded.title();
  }
}
