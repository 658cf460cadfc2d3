package org.livingevidence.citations.harvest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.citations.SharedData;
import org.livingevidence.teststack.SourceServer.Asked;
import org.livingevidence.teststack.SourceServer.Reply;

/// Answers as the E-utilities do, with the records of a real file: every query finds all of them,
/// within the range of PMIDs that it asks for and, where it asks for dates, among those that are
/// said to be new.
final class FakePubmed {
  private static final Pattern RECORD =
      Pattern.compile("<PubmedArticle>.*?</PubmedArticle>", Pattern.DOTALL);
  private static final Pattern PMID = Pattern.compile("<PMID[^>]*>(\\d+)</PMID>");
  private static final Pattern RANGE = Pattern.compile("(\\d+):(\\d+)\\[UID]");
  private static final int WALL = 9_999;

  private final SortedMap<Long, String> records = new TreeMap<>();
  private final Set<Long> fresh = new TreeSet<>();

  FakePubmed(String file) {
    try (var in = SharedData.open(SharedData.folder("pubmed").resolve(file))) {
      Matcher record = RECORD.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (record.find()) {
        Matcher pmid = PMID.matcher(record.group());
        if (pmid.find()) {
          records.put(Long.valueOf(pmid.group(1)), record.group());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<Long> pmids() {
    return records.keySet();
  }

  void fresh(Set<Long> pmids) {
    fresh.clear();
    fresh.addAll(pmids);
  }

  void forget(long pmid) {
    records.remove(pmid);
  }

  Reply answer(Asked asked) {
    return switch (asked.name()) {
      case "esearch.fcgi" -> Reply.of(200, search(asked));
      case "efetch.fcgi" -> Reply.of(200, fetch(asked));
      default -> Reply.of(404, "no such utility");
    };
  }

  private String search(Asked asked) {
    Matcher range = RANGE.matcher(asked.field("term"));
    boolean inRange = range.find();
    long from = inRange ? Long.parseLong(range.group(1)) : 0;
    long to = inRange ? Long.parseLong(range.group(2)) : Long.MAX_VALUE;
    List<Long> found = new ArrayList<>();
    for (Long pmid : asked.form().containsKey("datetype") ? fresh : records.keySet()) {
      if (pmid >= from && pmid <= to) {
        found.add(pmid);
      }
    }
    return found(found, found.size());
  }

  /// An answer of ESearch.
  static String found(List<Long> pmids, long count) {
    StringBuilder ids = new StringBuilder();
    pmids.stream().limit(WALL).forEach(pmid -> ids.append("<Id>").append(pmid).append("</Id>\n"));
    return """
        <?xml version="1.0" encoding="UTF-8" ?>
        <!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" \
        "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">
        <eSearchResult><Count>%d</Count><RetMax>%d</RetMax><RetStart>0</RetStart>
        <IdList>%s</IdList><TranslationSet/><TranslationStack><TermSet><Term>a</Term>\
        <Field>All Fields</Field><Count>7</Count><Explode>N</Explode></TermSet></TranslationStack>
        <QueryTranslation>"asthma"[MeSH Terms]</QueryTranslation>
        <ErrorList><PhraseNotFound>asthmma</PhraseNotFound></ErrorList></eSearchResult>
        """
        .formatted(count, Math.min(pmids.size(), WALL), ids);
  }

  private String fetch(Asked asked) {
    StringBuilder set =
        new StringBuilder("<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet>\n")
            .append("<PubmedArticleSet>\n");
    for (String id : asked.field("id").split(",")) {
      set.append(records.getOrDefault(Long.valueOf(id), ""));
    }
    return set.append("</PubmedArticleSet>").toString();
  }
}
