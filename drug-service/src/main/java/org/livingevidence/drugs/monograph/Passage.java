package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.livingevidence.drugs.form.FormObject;

/// The parts of an article that state something, each with the numbers of its references.
public final class Passage {
  private static final int MOST_CLAIMS = 50;

  private Passage() {}

  /// One point, under a label of a few words.
  @JsonInclude(Include.NON_EMPTY)
  public record KeyPoint(String label, String text, List<Integer> references, List<Claim> claims) {
    public KeyPoint {
      label = present(label);
      text = present(text);
      references = list(references);
      claims = list(claims);
    }

    static KeyPoint read(FormObject form, Prose prose) {
      return new KeyPoint(
          prose.line(form, "label"),
          prose.passage(form, "text"),
          prose.references(form),
          claimed(form, prose));
    }
  }

  /// A part of the article under its heading.
  @JsonInclude(Include.NON_EMPTY)
  public record Section(String heading, List<Paragraph> paragraphs) {
    public Section {
      heading = present(heading);
      paragraphs = list(paragraphs);
    }

    static Section read(FormObject form, Prose prose) {
      var section =
          new Section(
              prose.line(form, "heading"),
              form.objects("paragraphs", 200, paragraph -> Paragraph.read(paragraph, prose)));
      if (section.paragraphs.isEmpty()) {
        prose.unlessDraft(form, "paragraphs", "must have at least one paragraph");
      }
      return section;
    }
  }

  /// A paragraph.
  @JsonInclude(Include.NON_EMPTY)
  public record Paragraph(String text, List<Integer> references, List<Claim> claims) {
    public Paragraph {
      text = present(text);
      references = list(references);
      claims = list(claims);
    }

    static Paragraph read(FormObject form, Prose prose) {
      return new Paragraph(
          prose.passage(form, "text"), prose.references(form), claimed(form, prose));
    }
  }

  /// A table that sets things side by side.
  ///
  /// @param columns the things compared
  @JsonInclude(Include.NON_EMPTY)
  public record Comparison(String caption, List<String> columns, List<Row> rows) {
    public Comparison {
      caption = present(caption);
      columns = list(columns);
      rows = list(rows);
    }

    static Comparison read(FormObject form, Prose prose) {
      var table =
          new Comparison(
              prose.line(form, "caption"),
              prose.lines(form, "columns"),
              form.objects("rows", 100, row -> Row.read(row, prose)));
      if (table.columns.size() < 2 || table.columns.size() > 20) {
        prose.unlessDraft(form, "columns", "must be 2 to 20, the things that are compared");
      }
      if (table.rows.isEmpty()) {
        prose.unlessDraft(form, "rows", "must have at least one row");
      }
      for (int i = 0; i < table.rows.size(); i++) {
        int cells = table.rows.get(i).cells.size();
        if (cells != table.columns.size()) {
          prose.unlessDraft(
              form,
              "rows[" + i + "].cells",
              "must be " + table.columns.size() + ", one for each column, not " + cells);
        }
      }
      return table;
    }
  }

  /// What is compared, and a cell for each column.
  @JsonInclude(Include.NON_EMPTY)
  public record Row(
      String label, List<String> cells, List<Integer> references, List<Claim> claims) {
    public Row {
      label = present(label);
      cells = list(cells);
      references = list(references);
      claims = list(claims);
    }

    static Row read(FormObject form, Prose prose) {
      return new Row(
          prose.line(form, "label"),
          prose.lines(form, "cells"),
          prose.references(form),
          claimed(form, prose));
    }
  }

  /// A question that readers ask, and its answer.
  @JsonInclude(Include.NON_EMPTY)
  public record Question(
      String question, String answer, List<Integer> references, List<Claim> claims) {
    public Question {
      question = present(question);
      answer = present(answer);
      references = list(references);
      claims = list(claims);
    }

    static Question read(FormObject form, Prose prose) {
      return new Question(
          prose.line(form, "question"),
          prose.passage(form, "answer"),
          prose.references(form),
          claimed(form, prose));
    }
  }

  private static List<Claim> claimed(FormObject form, Prose prose) {
    List<Claim> claims = form.objects("claims", MOST_CLAIMS, Claim::read);
    if (!claims.isEmpty() && !form.has("references")) {
      prose.unlessDraft(
          form, "references", "is required where \"claims\" says what the text claims");
    }
    return claims;
  }

  @SuppressWarnings("NullAway") // what is empty is absent from stored JSON
  private static String present(String text) {
    return text == null ? "" : text;
  }

  @SuppressWarnings("NullAway") // what is empty is absent from stored JSON
  private static <T> List<T> list(List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }
}
