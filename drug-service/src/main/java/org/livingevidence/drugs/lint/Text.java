package org.livingevidence.drugs.lint;

import java.util.ArrayList;
import java.util.List;
import org.livingevidence.drugs.monograph.Claim;
import org.livingevidence.drugs.monograph.Monograph;

/// A piece of an article's running text, where it stands and what stands with it.
///
/// @param pointer of the text itself
/// @param context headings, labels and questions that it stands under
/// @param references their numbers
/// @param claims what it says of drugs' standing, as the editors entered it
/// @param claimed pointer of the list of claims
/// @param states false for titles and headings, which name things without stating anything
record Text(
    String pointer,
    String context,
    String words,
    List<Integer> references,
    List<Claim> claims,
    String claimed,
    boolean states) {
  /// Every text of an article in its order.
  static List<Text> of(Monograph monograph) {
    var texts = new ArrayList<Text>();
    texts.add(heading("/title", monograph.title()));
    texts.add(plain("/lead", monograph.lead()));
    texts.add(plain("/quickSummary", monograph.quickSummary()));
    for (int i = 0; i < monograph.keyPoints().size(); i++) {
      var point = monograph.keyPoints().get(i);
      String at = "/keyPoints/" + i;
      texts.add(heading(at + "/label", point.label()));
      texts.add(
          new Text(
              at + "/text",
              point.label(),
              point.text(),
              point.references(),
              point.claims(),
              at + "/claims",
              true));
    }
    for (int i = 0; i < monograph.sections().size(); i++) {
      var section = monograph.sections().get(i);
      texts.add(heading("/sections/" + i + "/heading", section.heading()));
      for (int j = 0; j < section.paragraphs().size(); j++) {
        var paragraph = section.paragraphs().get(j);
        String at = "/sections/" + i + "/paragraphs/" + j;
        texts.add(
            new Text(
                at + "/text",
                section.heading(),
                paragraph.text(),
                paragraph.references(),
                paragraph.claims(),
                at + "/claims",
                true));
      }
    }
    compared(monograph, texts);
    for (int i = 0; i < monograph.faq().size(); i++) {
      var question = monograph.faq().get(i);
      String at = "/faq/" + i;
      texts.add(heading(at + "/question", question.question()));
      texts.add(
          new Text(
              at + "/answer",
              question.question(),
              question.answer(),
              question.references(),
              question.claims(),
              at + "/claims",
              true));
    }
    String disclaimer = monograph.disclaimer();
    if (disclaimer != null) {
      texts.add(heading("/disclaimer", disclaimer));
    }
    return texts;
  }

  /// A row's claims stand once, with its label; its cells are words.
  private static void compared(Monograph monograph, List<Text> texts) {
    var table = monograph.comparison();
    if (table == null) {
      return;
    }
    texts.add(heading("/comparison/caption", table.caption()));
    for (int i = 0; i < table.columns().size(); i++) {
      texts.add(heading("/comparison/columns/" + i, table.columns().get(i)));
    }
    for (int i = 0; i < table.rows().size(); i++) {
      var row = table.rows().get(i);
      String at = "/comparison/rows/" + i;
      texts.add(
          new Text(
              at + "/label",
              table.caption(),
              row.label(),
              row.references(),
              row.claims(),
              at + "/claims",
              false));
      for (int j = 0; j < row.cells().size(); j++) {
        texts.add(heading(at + "/cells/" + j, row.cells().get(j)));
      }
    }
  }

  private static Text heading(String pointer, String words) {
    return new Text(pointer, "", words, List.of(), List.of(), "", false);
  }

  private static Text plain(String pointer, String words) {
    return new Text(pointer, "", words, List.of(), List.of(), "", true);
  }
}
