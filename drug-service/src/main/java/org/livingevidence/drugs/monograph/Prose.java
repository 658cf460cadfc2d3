package org.livingevidence.drugs.monograph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;

/// The running text of one form: plain, without anything that some reader would have to render, and
/// with references that are on the list.
final class Prose {
  /// Longest paragraph.
  static final int PARAGRAPH = 10_000;

  private static final Pattern MARKUP =
      Pattern.compile(
          "</?[a-zA-Z!][^>]*>?|&(?:#\\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|[{}]|\\]\\(|\\*\\*|```|\\[\\d+\\]");

  private record Use(FormObject form, List<Integer> numbers) {}

  private final List<Use> uses = new ArrayList<>();

  /// A line that has to be there.
  String line(FormObject form, String field) {
    return checked(form, field, form.requiredText(field, FormObject.LINE));
  }

  /// A passage that has to be there.
  String passage(FormObject form, String field) {
    return checked(form, field, form.requiredText(field, PARAGRAPH));
  }

  /// A line, or null when absent.
  @Nullable String optionalLine(FormObject form, String field) {
    String text = form.text(field, FormObject.LINE);
    return text == null ? null : checked(form, field, text);
  }

  /// A passage, or null when absent.
  @Nullable String optionalPassage(FormObject form, String field) {
    String text = form.text(field, PARAGRAPH);
    return text == null ? null : checked(form, field, text);
  }

  /// Lines in their order.
  List<String> lines(FormObject form, String field) {
    List<String> lines = form.lines(field, FormObject.LINE);
    for (int i = 0; i < lines.size(); i++) {
      var unused = checked(form, field + "[" + i + "]", lines.get(i));
    }
    return lines;
  }

  /// The numbers in the field `references`, each of which has to be on the list.
  List<Integer> references(FormObject form) {
    List<Integer> numbers = form.ordinals("references");
    uses.add(new Use(form, numbers));
    return numbers;
  }

  /// Notes every number used that is not on the list.
  void resolve(List<Reference> references) {
    Set<Integer> listed = new HashSet<>();
    references.forEach(reference -> listed.add(reference.number()));
    for (Use use : uses) {
      for (int i = 0; i < use.numbers.size(); i++) {
        if (!listed.contains(use.numbers.get(i))) {
          use.form.fault(
              "references[" + i + "]",
              "names reference "
                  + use.numbers.get(i)
                  + ", which is not on the list"
                  + (listed.isEmpty() ? ": it is empty" : ": there are 1 to " + listed.size()));
        }
      }
    }
  }

  private static String checked(FormObject form, String field, String text) {
    var found = MARKUP.matcher(text);
    if (found.find()) {
      String shown = found.group();
      form.fault(
          field,
          "must be plain text without markup, not with \""
              + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown)
              + "\"; references stand in \"references\", links with a reference");
    }
    return text;
  }
}
