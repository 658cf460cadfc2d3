package org.livingevidence.gateway.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a label's section, and the rates that it states.
final class SectionText {
  private static final int LONGEST = 600;

  /// Of a class of frequency with all that has it, run on behind it.
  private static final int LONGEST_CLASS = 4_000;

  private static final Pattern RATE =
      Pattern.compile(
          "\\d\\s?%|\\bpercent\\b|\\b1 in (?:every )?\\d|\\b\\d[\\d,]* (?:out )?of (?:the"
              + " )?\\d[\\d,]* (?:[\\w-]+ ){0,3}"
              + "(?:patients|subjects|adults|children|infants|volunteers|women|men|individuals)\\b");

  /// From which share on something is called common, which is no rate of it.
  private static final Pattern THRESHOLD =
      Pattern.compile(
          "(?:[≥>]\\s?|\\bgreater than (?:or equal to )?|\\bbetween )\\d[\\d.]*\\s?%"
              + "(?: and \\d[\\d.]*\\s?%)?|\\b\\d[\\d.]*\\s?% or (?:more|greater)");

  /// Counts of columns: the rows of a table, run together.
  private static final Pattern COUNTS = Pattern.compile("\\b[Nn]\\s?=\\s?\\d");

  /// Where a sentence ends: not inside a number, nor after an abbreviation.
  private static final Pattern END =
      Pattern.compile(
          "(?<=[.!?])(?<!\\b(?:e\\.g|i\\.e|vs|no)\\.)\\s+(?=[\\p{Lu}\"(\\[])|\\n+"
              + "|(?<=[a-z)]\\.)\\s+(?=\\d+ ?%)");

  /// Who was studied, which is no reaction.
  private static final Pattern DEMOGRAPHIC =
      Pattern.compile(
          "\\b(?:fe)?male\\b|\\b(?:median|mean) age\\b|\\b(?:Caucasian|White)\\b"
              + "|\\bfemales\\b|\\bco-?morbid|\\bexposed (?:for|to)\\b|\\bwere randomized\\b"
              + "|\\bfor longer than\\b|\\breceived at least\\b");

  private static final Pattern DENOMINATOR =
      Pattern.compile(
          "\\b1 in (?:every )?\\d(?:[\\d,]*\\d)?(?:"
              + " (?:people|patients|persons|children|women|men))?|\\b\\d[\\d,]* (?:out )?of (?:the"
              + " )?\\d[\\d,]*(?= \\(|\\))"
              + "|\\b[Nn]\\s*=\\s*\\d(?:[\\d,]*\\d)?|\\b\\d[\\d,]*\\s*/\\s*\\d(?:[\\d,]*\\d)?\\b|\\b(?:[Oo]f|[Ii]n|[Aa]mong)?\\s?(?:the"
              + " |a total of )?(?<![\\d.,])\\d(?:[\\d,]*\\d)?(?! ?(?:%|percent)) (?:[\\w-]+ ){0,3}"
              + "(?:patients|subjects|adults|children|infants|volunteers|women|men|individuals)\\b");

  /// How often what is listed below occurs, as leaflets of the EU say it.
  private static final Pattern CLASS =
      Pattern.compile(
          "(?i)\\b(?:may )?[ae]ffects? (?:up to|more than|less than|fewer than|about)?\\s?(?:1|one)"
              + "(?: \\w+)? in (?:every )?\\d(?:[\\d,. ]*\\d)?");

  private static final Pattern FREQUENCY = Pattern.compile(CLASS + "(?: \\w+)?[):\\s]*$");

  /// Another class, said otherwise.
  private static final Pattern OTHER_CLASS =
      Pattern.compile(
          "(?i)^(?:very common|common(?! cold)|uncommon|less common|very rare|rare|not known|unknown"
              + "|frequency)\\b|\\bnot known\\b|\\b(?:unknown frequency|frequency unknown)\\b");

  /// What follows such a list, where it is no item of it.
  private static final Pattern AFTER =
      Pattern.compile(
          "(?i)^(?:tell|talk|contact|if|reporting|stop|see|additional|you|your|some (?:people|patients)"
              + "|children and|the (?:following )?side effects)\\b|\\bside effects\\b");

  /// A list that goes on beyond is none: what follows it was not told from it.
  private static final int MOST_LISTED = 60;

  private static final int LONGEST_ENTRY = 400;

  private static final Pattern BULLET = Pattern.compile("^[•·▪■●○◦–*-]+\\s*");

  private final List<String> rows;
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<Rate> rates = new ArrayList<>();
  private @Nullable String heading;
  private final List<String> listed = new ArrayList<>();

  private SectionText(List<String> rows) {
    this.rows = rows;
  }

  /// A statement of a rate.
  ///
  /// @param denominators of how many, in its own words; empty when it does not say
  /// @param listed what stands under it as a list, where it is the heading of one
  record Rate(String sentence, List<String> denominators, List<String> listed) {}

  /// A section's own text and that of all in it, a line for each paragraph or row.
  static String of(JsonNode section) {
    StringBuilder text = new StringBuilder();
    append(section, text);
    return text.toString().strip();
  }

  private static void append(JsonNode section, StringBuilder text) {
    String own = section.path("text").asText("");
    if (!own.isEmpty()) {
      text.append(own).append('\n');
    }
    section.path("sections").forEach(each -> append(each, text));
  }

  /// The sentences that state a rate, as they stand, and headings that do with what is listed under
  /// them.
  ///
  /// @param rows those of tables, which are read apart: their lines are passed over, and where
  ///     they run on without an end what they run on in
  static List<Rate> rates(String text, List<String> rows) {
    var read = new SectionText(rows);
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(read::line);
    read.endList();
    return read.rates;
  }

  private void line(String line) {
    List<String> sentences = List.of(END.split(line));
    String last = sentences.getLast().strip();
    boolean leads = FREQUENCY.matcher(last).find();
    String before = leads ? line.substring(0, line.lastIndexOf(last)).strip() : line;
    String entry = BULLET.matcher(before).replaceFirst("");
    if (heading != null && endsList(entry, !entry.equals(before))) {
      endList();
    }
    if (heading == null) {
      (leads ? sentences.subList(0, sentences.size() - 1) : sentences).forEach(this::sentence);
    } else if (!entry.isEmpty()) {
      listed.add(entry);
    }
    if (leads) {
      endList();
      heading = BULLET.matcher(last).replaceFirst("");
    }
  }

  private boolean endsList(String entry, boolean item) {
    return OTHER_CLASS.matcher(entry).find()
        || (!item && AFTER.matcher(entry).find())
        || CLASS.matcher(entry).find()
        || entry.length() > LONGEST_ENTRY
        || listed.size() == MOST_LISTED;
  }

  private void endList() {
    if (heading != null && !listed.isEmpty()) {
      rates.add(new Rate(heading, denominators(heading), List.copyOf(listed)));
    }
    heading = null;
    listed.clear();
  }

  private void sentence(String sentence) {
    String stated = sentence.strip();
    boolean counts =
        stated.length() <= LONGEST_CLASS
            && (stated.length() <= LONGEST || CLASS.matcher(stated).find())
            && RATE.matcher(THRESHOLD.matcher(stated).replaceAll("")).find()
            && !DEMOGRAPHIC.matcher(stated).find()
            && !isOfTable(stated, rows)
            && seen.add(stated);
    if (counts) {
      rates.add(new Rate(stated, denominators(stated), List.of()));
    }
  }

  /// A leaflet's class of frequency is of no number of people who were studied.
  private static List<String> denominators(String stated) {
    if (CLASS.matcher(stated).find()) {
      return List.of();
    }
    Set<String> denominators = new LinkedHashSet<>();
    DENOMINATOR.matcher(stated).results().forEach(each -> denominators.add(each.group().strip()));
    return List.copyOf(denominators);
  }

  private static boolean isOfTable(String stated, List<String> rows) {
    return !rows.isEmpty()
        && (stated.contains(" | ")
            || stated.startsWith("Table ")
            || COUNTS.matcher(stated).results().limit(2).count() > 1
            || rows.stream().anyMatch(row -> stated.contains(row.replace(" | ", " "))));
  }
}
