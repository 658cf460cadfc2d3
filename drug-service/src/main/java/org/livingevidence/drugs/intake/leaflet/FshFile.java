package org.livingevidence.drugs.intake.leaflet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of FHIR Shorthand, as far as instances of compositions and products need it: instances
/// with their rules in order, each a path and a value. Paths are written out in full; a rule that
/// is indented below another continues its path.
final class FshFile {
  /// An instance.
  ///
  /// @param type what it is an instance of, empty when it does not say
  record Instance(String id, String type, List<Rule> rules) {
    /// The value of the first rule of a path, empty when there is none.
    String first(String path) {
      return rules.stream()
          .filter(rule -> rule.path().equals(path))
          .map(Rule::value)
          .findFirst()
          .orElse("");
    }
  }

  /// A rule.
  ///
  /// @param value without quotes; empty where the rule only opens a path
  record Rule(String path, String value) {}

  private static final Pattern HEAD =
      Pattern.compile("^(Instance|InstanceOf|RuleSet|Profile|Alias|Extension)\\s*:\\s*(.*)$");
  private static final Pattern RULE =
      Pattern.compile("^(\\s*)\\*\\s+(\\S+?)\\.?(?:\\s+=\\s+(.*)|\\s*)$");
  private static final String QUOTES = "\"\"\"";

  private FshFile() {}

  /// The instances of a file, in order.
  static List<Instance> instances(String text) {
    Map<String, Instance> found = new LinkedHashMap<>();
    var lines = text.split("\\r?\\n", -1);
    Instance current = null;
    List<String> open = new ArrayList<>();
    List<Integer> indents = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      Matcher head = HEAD.matcher(lines[i]);
      if (head.matches()) {
        String value = head.group(2).strip();
        if (head.group(1).equals("InstanceOf")) {
          if (current != null) {
            current = new Instance(current.id(), value, current.rules());
            found.put(current.id(), current);
          }
        } else {
          boolean instance = head.group(1).equals("Instance");
          current = instance ? new Instance(value, "", new ArrayList<>()) : null;
        }
        open.clear();
        indents.clear();
        continue;
      }
      Matcher rule = RULE.matcher(lines[i]);
      if (current == null || !rule.matches()) {
        continue;
      }
      int indent = rule.group(1).length();
      while (!indents.isEmpty() && indents.getLast() >= indent) {
        indents.removeLast();
        open.removeLast();
      }
      String path = open.isEmpty() ? rule.group(2) : open.getLast() + "." + rule.group(2);
      open.add(path);
      indents.add(indent);
      String value = rule.group(3) == null ? "" : rule.group(3).strip();
      if (value.startsWith(QUOTES)) {
        var whole = new StringBuilder(value.substring(QUOTES.length()));
        while (whole.indexOf(QUOTES) < 0 && i + 1 < lines.length) {
          whole.append('\n').append(lines[++i]);
        }
        int end = whole.indexOf(QUOTES);
        value = end < 0 ? whole.toString() : whole.substring(0, end);
      } else {
        value = plain(value);
      }
      current.rules().add(new Rule(path, value));
    }
    return List.copyOf(found.values());
  }

  /// A quoted text without its quotes and what stands after it; anything else as it is.
  private static String plain(String value) {
    if (!value.startsWith("\"")) {
      return value;
    }
    var text = new StringBuilder();
    for (int i = 1; i < value.length() && value.charAt(i) != '"'; i++) {
      if (value.charAt(i) == '\\' && i + 1 < value.length()) {
        i++;
      }
      text.append(value.charAt(i));
    }
    return text.toString();
  }
}
