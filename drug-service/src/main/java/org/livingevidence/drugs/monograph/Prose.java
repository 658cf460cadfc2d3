package org.livingevidence.drugs.monograph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.FormObject;

/// The running text of one form: plain, without anything that some reader would have to render, and
/// with references that are on the list. Of a draft none of that is asked: what is missing is
/// empty, and what is wrong stands as it was written, for the lint to find.
public final class Prose {
  /// Longest paragraph.
  static final int PARAGRAPH = 10_000;

  private static final Pattern MARKUP =
      Pattern.compile(
          "</?[a-zA-Z!][^>]*>?|&(?:#\\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|[{}]|\\]\\(|\\*\\*|```|\\[\\d+\\]");

  private record Use(FormObject form, List<Integer> numbers) {}

  private final boolean draft;
  private final List<Use> uses = new ArrayList<>();

  Prose(boolean draft) {
    this.draft = draft;
  }

  /// Whether the form is that of a draft.
  boolean isDraft() {
    return draft;
  }

  /// Notes a fault, unless it is one that a draft may have.
  void unlessDraft(FormObject form, String field, String reason) {
    if (!draft) {
      form.fault(field, reason);
    }
  }

  /// A line that has to be there.
  String line(FormObject form, String field) {
    return checked(form, field, text(form, field, FormObject.LINE));
  }

  /// A passage that has to be there.
  String passage(FormObject form, String field) {
    return checked(form, field, text(form, field, PARAGRAPH));
  }

  private String text(FormObject form, String field, int longest) {
    if (!draft) {
      return form.requiredText(field, longest);
    }
    String text = form.text(field, longest);
    return text == null ? "" : text;
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
          unlessDraft(
              use.form,
              "references[" + i + "]",
              "names reference "
                  + use.numbers.get(i)
                  + ", which is not on the list"
                  + (listed.isEmpty() ? ": it is empty" : ": there are 1 to " + listed.size()));
        }
      }
    }
  }

  /// The first thing in a text that somebody would have to render, or null.
  public static @Nullable String markup(String text) {
    var found = MARKUP.matcher(text);
    if (!found.find()) {
      return null;
    }
    String shown = found.group();
    return shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
  }

  /// Where that begins; the text's end when there is none.
  public static int markupAt(String text) {
    var found = MARKUP.matcher(text);
    return found.find() ? found.start() : text.length();
  }

  private String checked(FormObject form, String field, String text) {
    String markup = markup(text);
    if (markup != null) {
      unlessDraft(
          form,
          field,
          "must be plain text without markup, not with \""
              + markup
              + "\"; references stand in \"references\", links with a reference");
    }
    return text;
  }
}
