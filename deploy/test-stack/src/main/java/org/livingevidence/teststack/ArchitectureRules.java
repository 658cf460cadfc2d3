package org.livingevidence.teststack;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The rules that every module keeps, checked by one `ArchitectureTest` in each.
public final class ArchitectureRules {
  private static final Set<String> FORBIDDEN_PACKAGES =
      Set.of("util", "utils", "common", "dto", "impl", "manager", "service", "helper", "misc");
  private static final List<String> FORBIDDEN_ENDINGS =
      List.of("Impl", "Manager", "Util", "Utils", "Helper", "Dto");

  private static final List<String> HTTP = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");

  private ArchitectureRules() {}

  /// Throws an `AssertionError` that names every break: packages without `@NullMarked`, cycles
  /// between the feature packages below the base, forbidden package and class names, resource
  /// methods that Quarkus would ignore.
  public static void check(String basePackage) {
    check(basePackage, 1);
  }

  /// @param minimumClasses at least so many classes must have been seen, so that a rule never
  ///     passes on nothing
  public static void check(String basePackage, int minimumClasses) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(basePackage);
    Set<String> breaks = new TreeSet<>();
    if (classes.size() < minimumClasses) {
      breaks.add(classes.size() + " classes below " + basePackage + ", want " + minimumClasses);
    }
    classes.stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !isGenerated(type.getName()))
        .forEach(
            type -> {
              if (!isNullMarked(type.getPackageName(), classes)) {
                breaks.add("package " + type.getPackageName() + " is not @NullMarked");
              }
              for (String part : type.getPackageName().split("\\.")) {
                if (FORBIDDEN_PACKAGES.contains(part)) {
                  breaks.add("package " + type.getPackageName() + " has a forbidden name: " + part);
                }
              }
              type.getMethods().stream()
                  .filter(ArchitectureRules::answersHttp)
                  .filter(method -> !method.getModifiers().contains(JavaModifier.PUBLIC))
                  .forEach(
                      method ->
                          breaks.add(
                              method.getFullName()
                                  + " answers nothing: Quarkus ignores what is not public"));
              for (String ending : FORBIDDEN_ENDINGS) {
                if (type.getSimpleName().endsWith(ending)) {
                  breaks.add("class " + type.getName() + " has a forbidden name: …" + ending);
                }
              }
            });
    if (!breaks.isEmpty()) {
      throw new AssertionError(breaks.stream().collect(Collectors.joining("\n")));
    }
    slices()
        .matching(basePackage + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  private static boolean answersHttp(JavaMethod method) {
    return HTTP.stream().anyMatch(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb));
  }

  private static boolean isNullMarked(String packageName, JavaClasses classes) {
    return classes.stream()
        .anyMatch(
            type ->
                type.getName().equals(packageName + ".package-info")
                    && type.isAnnotatedWith("org.jspecify.annotations.NullMarked"));
  }

  /// What Quarkus and annotation processors add beside our classes.
  private static boolean isGenerated(String name) {
    return name.contains("_ClientProxy") || name.contains("_Bean") || name.contains("$$");
  }
}
