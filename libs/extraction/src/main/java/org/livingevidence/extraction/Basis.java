package org.livingevidence.extraction;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.livingevidence.terminology.Mention;

/// All that a reading follows from beside the rules: a label's sections and the names found in
/// them.
public final class Basis {
  private final List<LabelSection> sections;
  private final List<List<Mention>> conditions;
  private final List<List<Mention>> drugs;

  /// @param conditions mentioned in each section
  /// @param drugs mentioned in each section
  Basis(List<LabelSection> sections, List<List<Mention>> conditions, List<List<Mention>> drugs) {
    this.sections = List.copyOf(sections);
    this.conditions = List.copyOf(conditions);
    this.drugs = List.copyOf(drugs);
  }

  List<LabelSection> sections() {
    return sections;
  }

  List<Mention> conditions(int section) {
    return conditions.get(section);
  }

  List<Mention> drugs(int section) {
    return drugs.get(section);
  }

  /// The same for two labels, or one label with two sets of names, only where the rules read the
  /// same in both. Other rules have other sums.
  ///
  /// @return SHA-256, in hexadecimal
  public String sum() {
    MessageDigest sum = sha256();
    add(sum, LabelReader.RULES);
    for (int i = 0; i < sections.size(); i++) {
      LabelSection section = sections.get(i);
      add(sum, section.code());
      if (LabelReader.reads(section)) {
        add(sum, section.title());
        add(sum, section.text());
        add(sum, conditions.get(i));
        if (Restrictions.SECTIONS.contains(section.code())) {
          add(sum, drugs.get(i)); // what a drug is indicated for names no other
        }
      }
    }
    return HexFormat.of().formatHex(sum.digest());
  }

  private static void add(MessageDigest sum, List<Mention> mentions) {
    add(sum, mentions.size());
    for (Mention mention : mentions) {
      add(sum, mention.start());
      add(sum, mention.end());
      add(sum, mention.concepts().size());
      mention.concepts().forEach(concept -> add(sum, concept));
    }
  }

  /// With its length before it: no two lists of texts are the same bytes.
  private static void add(MessageDigest sum, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(sum, bytes.length);
    sum.update(bytes);
  }

  private static void add(MessageDigest sum, int number) {
    sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
