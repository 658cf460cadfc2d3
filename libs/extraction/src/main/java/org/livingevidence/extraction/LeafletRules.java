package org.livingevidence.extraction;

import static org.livingevidence.extraction.Rule.Verdict.INDICATION;
import static org.livingevidence.extraction.Rule.Verdict.NOTHING;
import static org.livingevidence.extraction.Rule.Where.ANYWHERE;
import static org.livingevidence.extraction.Rule.Where.ITEM;
import static org.livingevidence.extraction.Rule.Where.SENTENCE;

import java.util.List;
import java.util.stream.Stream;

/// The rules for "What X is and what it is used for" in a package leaflet. It is written for
/// patients: between two sentences on what the medicine is for it explains diseases, symptoms and
/// other medicines, and it says less precisely than the product information what it is for. So it
/// states only what a sentence says the medicine is used for, and nothing surely: there is no
/// set of leaflets in which people have marked the indications.
final class LeafletRules {
  private static final String USED =
      "\\b(?:(?:is|are|can be|may be) (?:also |mainly |only )?(?:an? (?:[\\w-]+ ){1,8}?)?"
          + "(?:used|given|indicated|prescribed|intended)|that is used|medicines? used|helps? to protect)\\b";

  /// What it treats follows, or whom it treats.
  private static final String FOR =
      "\\b(?:treat(?:s|ing|ment)?|for|prevent(?:s|ing|ion)?|against|control|relieve|manage|reduce"
          + "|lower|help|in)\\b";

  static final List<Rule> RULES =
      Stream.concat(
              Stream.of(
                  Rule.named(
                          "leaflet-general",
                          NOTHING,
                          0.9,
                          ANYWHERE,
                          "too general to be a condition")
                      .mention("^(?:\\w*inflammation|infections?|pain|fever|bleeding|diseases?)$"),
                  Rule.named(
                          "leaflet-example", NOTHING, 0.9, ANYWHERE, "an example of its symptoms")
                      .before(
                          "\\b(?:symptoms?|signs?|inflammation|problems|complications)\\b[^.;]{0,60}"
                              + "\\b(?:such as|like|including|e\\.g\\.)[^.;]*$"),
                  Rule.named("leaflet-class", NOTHING, 0.9, ANYWHERE, "about a class of medicines")
                      .before(
                          "\\b(?:group|class|type|family) of (?:[\\w-]+ ){0,4}?(?:medicines?|drugs?"
                              + "|medications?)\\b[^.;]*$"),
                  Rule.named(
                          "leaflet-also-ill",
                          NOTHING,
                          0.8,
                          ANYWHERE,
                          "what the patient has besides")
                      .before(
                          "\\b(?:who|if (?:you|your child)) (?:also )?(?:have|has|had|are at)\\b[^.;]*$"),
                  Rule.named("leaflet-cause", NOTHING, 0.8, ANYWHERE, "what a disease comes of")
                      .before(
                          "\\b(?:caused by|which (?:is|are|can|may)|results? (?:from|in))\\b[^.;]*$")),
              Stream.concat(
                  IndicationRules.NOT_TREATED.stream(),
                  Stream.of(
                      Rule.named("leaflet", INDICATION, 0.75, SENTENCE, "says that it is used for")
                          .before(USED + ".*" + FOR + "[^.;]*$"),
                      Rule.named(
                              "leaflet-for", INDICATION, 0.7, SENTENCE, "says that it is used for")
                          .sentence(USED)
                          .before("^(?:for|in) (?:patients with |people with )?(?:\\w+ ){0,3}$"),
                      Rule.named("leaflet-plain", NOTHING, 0.7, SENTENCE, "explains"),
                      Rule.named(
                          "leaflet-item", INDICATION, 0.7, ITEM, "listed under such a sentence"),
                      Rule.named("leaflet-other", NOTHING, 0.7, ANYWHERE, "stands under nothing"))))
          .toList();

  private LeafletRules() {}
}
