package org.livingevidence.drugs.source.dailymed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.livingevidence.drugs.SharedData;
import org.livingevidence.teststack.SourceServer.Asked;
import org.livingevidence.teststack.SourceServer.Reply;

/// Answers as DailyMed's web services are documented to, with real documents, and to earlier
/// versions as its pages do: a version that it does not have is a page of HTML and a success.
///
/// The earlier versions are the real document with another number: there is one of each. The set
/// ids are made its own, so that no other test meets these labels.
final class FakeDailyMed {
  static final Reply PAGE =
      Reply.of(200, "<!DOCTYPE html>\n<html><body>DailyMed - page not found</body></html>")
          .with("Content-Type", "text/html;charset=UTF-8");

  private static final Pattern SET_ID = Pattern.compile("(<setId[^>]*root=\").{4}([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("(<versionNumber[^>]*value=\")(\\d+)\"");

  private final Map<String, SortedMap<Long, byte[]>> labels = new LinkedHashMap<>();
  private final Map<String, String> published = new LinkedHashMap<>();

  /// @param files of the folder `spl`, each the current version of a label
  FakeDailyMed(String... files) {
    for (String file : files) {
      try (var in = SharedData.open(SharedData.folder("spl").resolve(file))) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        byte[] document =
            SET_ID.matcher(text).replaceFirst("$1da11$2\"").getBytes(StandardCharsets.UTF_8);
        SortedMap<Long, byte[]> versions = new TreeMap<>();
        versions.put(Long.valueOf(first(VERSION, document, 2)), document);
        labels.put("da11" + first(SET_ID, document, 2), versions);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String first(Pattern pattern, byte[] document, int group) {
    Matcher found = pattern.matcher(new String(document, StandardCharsets.UTF_8));
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern);
    }
    return found.group(group);
  }

  List<String> setIds() {
    return labels.keySet().stream().sorted().toList();
  }

  long current(String setId) {
    return versions(setId).lastKey();
  }

  SortedMap<Long, byte[]> versions(String setId) {
    return java.util.Objects.requireNonNull(labels.get(setId));
  }

  byte[] document(String setId, long version) {
    return java.util.Objects.requireNonNull(versions(setId).get(version));
  }

  /// Lets a label have had another version before.
  ///
  /// @param held whether the archive has it, or only the history names it
  void had(String setId, long version, boolean held) {
    byte[] now = document(setId, current(setId));
    String other =
        VERSION
            .matcher(new String(now, StandardCharsets.UTF_8))
            .replaceFirst("$1" + version + "\"");
    versions(setId).put(version, held ? other.getBytes(StandardCharsets.UTF_8) : new byte[0]);
  }

  void published(String setId, String day) {
    published.put(setId, day);
  }

  Reply answer(Asked asked) {
    String path = asked.uri().getPath();
    if (path.equals("/dailymed/services/v2/spls.json")) {
      String since = asked.field("published_date");
      List<String> found =
          setIds().stream()
              .filter(id -> published.getOrDefault(id, "2020-01-01").compareTo(since) >= 0)
              .map(
                  id ->
                      "{\"spl_version\":%d,\"published_date\":\"Sep 26, 2012\",\"title\":\"T\",\"setid\":\"%s\"}"
                          .formatted(current(id), id))
              .toList();
      return page(asked, found, "\"data\":[%s]");
    }
    if (path.equals("/dailymed/getFile.cfm")) {
      byte[] document =
          labels
              .getOrDefault(asked.field("setid"), new TreeMap<>())
              .getOrDefault(Long.valueOf(asked.field("version")), new byte[0]);
      return document.length == 0 ? PAGE : Reply.of(200, zipped(document));
    }
    String[] parts = path.substring("/dailymed/services/v2/spls/".length()).split("/|\\.");
    if (!labels.containsKey(parts[0])) {
      return Reply.of(404, "<html><body>Not found</body></html>");
    }
    return parts[1].equals("history")
        ? history(asked, parts[0])
        : Reply.of(200, document(parts[0], current(parts[0])));
  }

  private Reply history(Asked asked, String setId) {
    List<String> entries =
        new TreeMap<>(versions(setId))
            .descendingKeySet().stream()
                .map(
                    version ->
                        "{\"spl_version\":\"%d\",\"published_date\":\"Mar 12, 2010\"}"
                            .formatted(version))
                .toList();
    return page(
        asked, entries, "\"data\":{\"spl\":{\"setid\":\"" + setId + "\"},\"history\":[%s]}");
  }

  private static Reply page(Asked asked, List<String> entries, String data) {
    int size = Integer.parseInt(asked.field("pagesize"));
    int from = (Integer.parseInt(asked.field("page")) - 1) * size;
    int total = entries.size();
    int pages = Math.max(1, (total + size - 1) / size);
    String page =
        String.join(",", entries.subList(Math.min(from, total), Math.min(from + size, total)));
    return Reply.of(
        200,
        "{\"metadata\":{\"elements_per_page\":\"%d\",\"next_page_url\":\"null\",\"total_pages\":\"%d\",\"total_elements\":\"%d\"},"
                .formatted(size, pages, total)
            + data.formatted(page)
            + "}");
  }

  static byte[] zipped(byte[] document) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("image.jpg"));
      zip.write(new byte[] {1, 2, 3});
      zip.putNextEntry(new ZipEntry("document.xml"));
      zip.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
