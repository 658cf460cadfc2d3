package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.compare.Cell.Arm;
import org.livingevidence.gateway.compare.Cell.TableRow;

/// The rows of a section's tables that state how often something occurred, each value under the
/// heads of its own column. The words are the label's; nothing is computed. Where a row does not
/// lie under the heads, its values are given without them.
final class RateTables {
  private static final int MOST_COLUMNS = 24;
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_ROW = 600;

  private static final Pattern TABLE = Pattern.compile("(?s)<table\\b.*?</table>");
  private static final Pattern CAPTION = Pattern.compile("(?s)<caption\\b[^>]*>(.*?)</caption>");
  private static final Pattern ROW = Pattern.compile("(?s)<tr\\b[^>]*>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("(?s)<t[dh]\\b([^>]*?)(?:/>|>(.*?)</t[dh]>)");
  private static final Pattern COLUMNS = Pattern.compile("colspan=\"(\\d{1,2})\"");
  private static final Pattern ROWS = Pattern.compile("rowspan=\"(\\d{1,3})\"");
  private static final Pattern TAG = Pattern.compile("<(br|/p|/li|/?sup)?[^>]*>");
  private static final Pattern OF_ALL =
      Pattern.compile("[(\\[]?\\b[Nn]\\s*=\\s*\\d(?:[\\d,]*\\d)?\\b[)\\]]?");

  /// A number of people or a share of them, alone in its cell.
  private static final Pattern VALUE =
      Pattern.compile(
          "[<>≤≥~]?\\s?\\d[\\d.,]*\\s*%?\\s*(?:/\\s*\\d[\\d,]*)?\\s*[*†‡§¶#a-d]?"
              + "\\s*(?:\\(\\s*[<>≤≥~]?\\s?\\d[\\d.,]*\\s*%?\\s*\\))?\\s*[*†‡§¶#a-d]?");

  /// A share with its own number of people in the cell.
  private static final Pattern SHARE_OF =
      Pattern.compile("\\d[\\d.]*\\s*%\\s*\\(\\s*[Nn]\\s*=\\s*\\d[\\d,]*\\s*\\)");

  /// A row that counts who was studied.
  private static final Pattern STUDIED =
      Pattern.compile(
          "(?i)(?:(?:total )?(?:number|no\\.?) of )?(?:subjects|patients|participants)"
              + "(?: treated| randomi[sz]ed| exposed| dosed| evaluated| studied)?:?");

  private static final Pattern WHOLE = Pattern.compile("\\d[\\d,]*");
  private static final Pattern OF_CELL = Pattern.compile("\\d[\\d,]*\\s*/\\s*\\d[\\d,]*");

  /// A rate by time, which is of no number of people.
  private static final Pattern BY_TIME =
      Pattern.compile(
          "(?i)(?:\\bper|/)\\s*(?:1,?0+\\s*)?(?:patient|person|subject)s?[\\s-]*(?:years?|months?|exposure)");

  private static final Pattern NAME = Pattern.compile("\\p{L}{2}");

  /// Who was studied, at which dose, or what was measured, which is no reaction.
  private static final Pattern REACTIONS =
      Pattern.compile(
          "(?i)adverse|reaction|side"
              + " effect|event|experience|toxicit|abnormalit|incidence|infection|hypoglyc|bleed|discontinu|elevation|symptom");

  private RateTables() {}

  /// A row that states rates.
  ///
  /// @param text the cells, parted by bars
  record Rates(String text, TableRow row) {
    /// Of how many, each once, with whose it is.
    List<String> denominators() {
      Set<String> all = new LinkedHashSet<>();
      for (Arm arm : row.arms()) {
        String denominator = arm.denominator();
        if (denominator != null) {
          all.add(
              arm.name().contains(denominator)
                  ? arm.name()
                  : (arm.name() + " " + denominator).strip());
        }
      }
      return List.copyOf(all);
    }
  }

  /// The rows of all tables in a section and those in it, in order.
  static List<Rates> of(JsonNode section) {
    List<Rates> rows = new ArrayList<>();
    collect(section, rows);
    return rows;
  }

  private static void collect(JsonNode section, List<Rates> rows) {
    rows.addAll(of(section.path("html").asText("")));
    section.path("sections").forEach(each -> collect(each, rows));
  }

  static List<Rates> of(String html) {
    List<Rates> rows = new ArrayList<>();
    Matcher tables = TABLE.matcher(html);
    while (tables.find()) {
      rows.addAll(new Table(tables.group()).read());
    }
    return rows;
  }

  /// A cell where it begins, and every column that it stands in.
  ///
  /// @param count of how many, where a row of its own counts them
  private record Box(int from, int to, String text, @Nullable String count) {
    boolean isValue() {
      return VALUE.matcher(text).matches() || SHARE_OF.matcher(text).matches();
    }

    /// Whether it has only words.
    boolean isWords() {
      return NAME.matcher(text).find() && text.chars().noneMatch(Character::isDigit);
    }

    @Nullable String denominator() {
      return count != null ? count : only(text);
    }
  }

  /// @param reached whether a cell of a row above reaches down into the first column
  private record Line(List<Box> cells, boolean reached) {}

  private static @Nullable String only(String text) {
    Matcher found = OF_ALL.matcher(text);
    String one = found.find() ? found.group() : null;
    return found.find() ? null : one;
  }

  private static final class Table {
    private final @Nullable String caption;
    private final List<Line> grid = new ArrayList<>();
    private final List<List<Box>> heads = new ArrayList<>();
    private final List<Rates> found = new ArrayList<>();

    Table(String html) {
      Matcher said = CAPTION.matcher(html);
      String words = said.find() ? text(said.group(1)) : "";
      caption = words.isEmpty() ? null : words;
      // What of rows above still reaches down: by column, how many rows, and the cell.
      Map<Integer, Integer> left = new LinkedHashMap<>();
      Matcher rows = ROW.matcher(html);
      while (rows.find()) {
        List<Box> cells = new ArrayList<>();
        Map<Integer, Integer> below = new LinkedHashMap<>();
        Matcher each = CELL.matcher(rows.group(1));
        int at = 0;
        boolean reached = left.getOrDefault(0, 0) > 0;
        while (each.find() && at < MOST_COLUMNS) {
          while (left.getOrDefault(at, 0) > 0) {
            at++;
          }
          int wide = Math.max(1, number(COLUMNS, each.group(1)));
          int high = Math.max(1, number(ROWS, each.group(1)));
          cells.add(new Box(at, at + wide, text(each.group(2) == null ? "" : each.group(2)), null));
          for (int column = at; column < at + wide && high > 1; column++) {
            below.put(column, high - 1);
          }
          at += wide;
        }
        left.replaceAll((column, rest) -> rest - 1);
        left.putAll(below);
        left.values().removeIf(rest -> rest <= 0);
        grid.add(new Line(cells, reached));
      }
    }

    List<Rates> read() {
      boolean headed = false;
      String group = null;
      for (Line line : grid) {
        List<Box> filled = line.cells().stream().filter(cell -> !cell.text().isEmpty()).toList();
        if (filled.isEmpty()) {
          continue;
        }
        Box first = filled.getFirst();
        List<Box> values = filled.subList(1, filled.size());
        boolean begins = first.from() == 0 || line.reached() || headed;
        boolean counts =
            filled.stream().anyMatch(cell -> !cell.isValue() && OF_ALL.matcher(cell.text()).find());
        if (!values.isEmpty()
            && STUDIED.matcher(first.text()).matches()
            && values.stream().allMatch(cell -> WHOLE.matcher(cell.text()).matches())) {
          heads.add(
              values.stream()
                  .map(
                      cell -> new Box(cell.from(), cell.to(), "", first.text() + " " + cell.text()))
                  .toList());
        } else if (begins
            && !counts
            && NAME.matcher(first.text()).find()
            && values.stream().anyMatch(Box::isValue)) {
          headed = true;
          row(group, first, values);
        } else if (values.isEmpty() && first.from() == 0 && !counts) {
          group = headed && first.text().length() <= LONGEST_NAME ? first.text() : null;
        } else {
          if (headed) {
            heads.clear();
            headed = false;
          }
          heads.add(line.cells());
          group = null;
        }
      }
      boolean isOfReactions =
          REACTIONS.matcher(String.valueOf(caption)).find()
              || heads.stream()
                  .flatMap(List::stream)
                  .anyMatch(head -> REACTIONS.matcher(head.text()).find());
      return isOfReactions ? found : List.of();
    }

    private void row(@Nullable String group, Box first, List<Box> values) {
      StringBuilder text = new StringBuilder(first.text());
      StringBuilder name = new StringBuilder(first.text());
      List<Arm> arms = new ArrayList<>();
      for (Box value : values) {
        text.append(" | ").append(value.text());
        if (value.isWords()) {
          name.append(", ").append(value.text());
        } else {
          arms.add(arm(value));
        }
      }
      if (text.length() <= LONGEST_ROW) {
        found.add(new Rates(text.toString(), new TableRow(name.toString(), caption, group, arms)));
      }
    }

    /// A value that stands across several heads is under none of them.
    private Arm arm(Box value) {
      List<Box> above = new ArrayList<>();
      for (List<Box> row : heads) {
        for (Box head : row) {
          if (head.from() < value.to() && value.from() < head.to()) {
            if (value.from() < head.from() || value.to() > head.to()) {
              return new Arm("", own(value), value.text());
            }
            above.add(head);
          }
        }
      }
      Set<String> names = new LinkedHashSet<>();
      above.forEach(head -> names.add(head.text()));
      names.remove("");
      String name = String.join(" ", names);
      return new Arm(name.length() > LONGEST_NAME ? "" : name, of(value, above), value.text());
    }

    private static @Nullable String own(Box value) {
      Matcher own = OF_CELL.matcher(value.text());
      return own.find() ? own.group() : only(value.text());
    }

    /// The cell's own, else that of the nearest head, else the caption's when no head has any and
    /// it has one only.
    private @Nullable String of(Box value, List<Box> above) {
      String own = own(value);
      if (own != null) {
        return own;
      }
      for (Box head : above) {
        Matcher time = BY_TIME.matcher(head.text());
        if (time.find()) {
          return time.group().strip();
        }
      }
      for (int i = above.size() - 1; i >= 0; i--) {
        String one = above.get(i).denominator();
        if (one != null) {
          return one;
        }
      }
      boolean none =
          heads.stream().flatMap(List::stream).allMatch(head -> head.denominator() == null);
      return none && caption != null ? only(caption) : null;
    }
  }

  private static int number(Pattern attribute, String attributes) {
    Matcher found = attribute.matcher(attributes);
    return found.find() ? Math.min(MOST_COLUMNS, Integer.parseInt(found.group(1))) : 1;
  }

  private static String text(String html) {
    String plain = TAG.matcher(html).replaceAll(tag -> tag.group(1) == null ? "" : " ");
    return plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
