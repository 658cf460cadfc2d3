package org.livingevidence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The order of real topics' pages beside the order that PubMed shows by default, newest first: no
/// set of judged topic pages is at hand, so both are laid side by side with what each page's top
/// consists of.
@Command(
    name = "ranking",
    mixinStandardHelpOptions = true,
    description = "Topic pages by rank beside the same publications newest first.")
final class RankingCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> SYNTHESES =
      Set.of("guideline", "meta-analysis", "systematic-review");
  private static final Set<String> TRIALS = Set.of("randomized-trial", "trial");
  private static final int PAGE = 200;

  @Mixin StackOptions options = new StackOptions();

  @Option(names = "--topic", required = true, description = "A topic's id; may be repeated.")
  List<String> topics = List.of();

  @Option(names = "--first", defaultValue = "10", description = "How many count as the top.")
  int first;

  @Option(names = "--list", description = "Also list the top of each by rank, with its terms.")
  boolean list;

  /// A publication as a topic's page shows it.
  private record Listed(
      String id,
      String title,
      int year,
      String design,
      String species,
      String state,
      JsonNode why) {
    boolean has(String term) {
      for (JsonNode found : why.path("terms")) {
        if (found.path("name").asText().equals(term)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public Integer call() throws Exception {
    StackClient stack = options.client();
    System.out.printf(
        "| topic | order | syntheses | trials | opinion | human | major | in title | retracted |"
            + " median year | also in the other's top |%n|---|---|---|---|---|---|---|---|---|---|---|%n");
    List<String> details = new ArrayList<>();
    boolean right = true;
    for (String topic : topics) {
      List<Listed> all = publications(stack, topic);
      List<Listed> ranked = all.subList(0, Math.min(first, all.size()));
      List<Listed> newest =
          all.stream()
              .sorted(
                  Comparator.comparingInt(Listed::year)
                      .reversed()
                      .thenComparing(Listed::id, Comparator.reverseOrder()))
              .limit(first)
              .toList();
      Set<String> top = ranked.stream().map(Listed::id).collect(Collectors.toSet());
      long shared = newest.stream().filter(listed -> top.contains(listed.id())).count();
      row(topic + " (" + all.size() + ")", "by rank", ranked, shared);
      row("", "newest first", newest, shared);
      right &= isInOrder(all);
      details.add("\n" + topic);
      ranked.forEach(listed -> details.add(line(listed)));
    }
    if (list) {
      details.forEach(System.out::println);
    }
    System.out.printf(
        "%ncorrectness: every page %s by the sum of the terms it shows%n",
        right ? "is ordered" : "is NOT ordered");
    return right ? 0 : 1;
  }

  private void row(String topic, String order, List<Listed> top, long shared) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n",
        topic,
        order,
        top.stream().filter(listed -> SYNTHESES.contains(listed.design())).count(),
        top.stream().filter(listed -> TRIALS.contains(listed.design())).count(),
        top.stream().filter(listed -> listed.design().equals("opinion")).count(),
        top.stream().filter(listed -> listed.species().equals("human")).count(),
        top.stream().filter(listed -> listed.has("major-topic")).count(),
        top.stream().filter(listed -> listed.has("in-title")).count(),
        top.stream().filter(listed -> listed.state().startsWith("retracted")).count(),
        top.stream().mapToInt(Listed::year).sorted().skip(top.size() / 2).findFirst().orElse(0),
        shared);
  }

  private static String line(Listed listed) {
    StringBuilder terms = new StringBuilder();
    for (JsonNode term : listed.why().path("terms")) {
      terms.append(
          String.format(
              Locale.ROOT,
              " %s %.2f",
              term.path("name").asText(),
              term.path("points").asLong() / 1e6));
    }
    return "- %s %s (%d):%s".formatted(listed.id(), listed.title(), listed.year(), terms);
  }

  private static boolean isInOrder(List<Listed> all) {
    for (int i = 1; i < all.size(); i++) {
      Listed before = all.get(i - 1);
      Listed after = all.get(i);
      boolean bothStand = !before.state().equals("retracted") && !after.state().equals("retracted");
      if (bothStand && sum(before) < sum(after)) {
        return false;
      }
    }
    return true;
  }

  private static long sum(Listed listed) {
    long sum = 0;
    for (JsonNode term : listed.why().path("terms")) {
      sum += term.path("points").asLong();
    }
    return sum;
  }

  private static List<Listed> publications(StackClient stack, String topic)
      throws IOException, InterruptedException {
    List<Listed> all = new ArrayList<>();
    String path = "/api/v1/topics/" + topic + "/publications?limit=" + PAGE;
    String cursor = "";
    do {
      JsonNode page =
          JSON.readTree(
              stack
                  .send(
                      "GET",
                      cursor.isEmpty()
                          ? path
                          : path + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8),
                      null,
                      Map.of())
                  .body());
      page.path("top").forEach(item -> all.add(listed(item)));
      page.path("items").forEach(item -> all.add(listed(item)));
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty());
    return all;
  }

  private static Listed listed(JsonNode item) {
    JsonNode citation = item.path("citation");
    return new Listed(
        citation.path("id").asText(),
        citation.path("title").asText(),
        citation.path("year").asInt(),
        citation.path("design").asText(),
        citation.path("species").asText(),
        item.path("state").asText(),
        item.path("why"));
  }
}
