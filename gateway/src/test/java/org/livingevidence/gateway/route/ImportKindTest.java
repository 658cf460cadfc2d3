package org.livingevidence.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportKindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "x" "y"><PubmedArticleSet><PubmedArticle> | pubmed-xml
          <PubmedArticle><MedlineCitation>                                                                 | pubmed-xml
          <MedlineCitation Owner="NLM" Status="MEDLINE"><PMID Version="1">                                 | pubmed-xml
          <?xml version="1.0"?><DescriptorRecordSet LanguageCode="eng">                                    | mesh-xml
          <SupplementalRecordSet>                                                                          | mesh-xml
          {"id": "anakinra", "name": "anakinra", "indications": []}                                        | drug-form
          """)
  void tellsAFileByItsBeginning(String head, String kind) {
    assertThat(ImportKind.recognise(head.replace(", \"", ",\n\""), null))
        .map(ImportKind::label)
        .contains(kind);
  }

  @Test
  void tellsADrugFormInYaml() {
    assertThat(
            ImportKind.recognise(
                "# a drug\nname: anakinra\nindications:\n  - condition: x\n", null))
        .contains(ImportKind.DRUG_FORM);
  }

  @Test
  void doesNotGuess() {
    assertThat(ImportKind.recognise("hello", "hello.txt")).isEmpty();
    assertThat(ImportKind.recognise("<html><body>drug: indications:</body>", null)).isEmpty();
    assertThat(ImportKind.recognise("", null)).isEmpty();
  }
}
