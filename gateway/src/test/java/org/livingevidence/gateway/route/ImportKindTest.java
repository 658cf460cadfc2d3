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
          <?xml version="1.0"?><document xmlns="urn:hl7-org:v3">                                           | spl
          {"meta": {"license": "https://open.fda.gov/license/"}, "results": []}                            | openfda-label
          {"set_id": "a", "version": "1", "effective_time": "20200101"}                                    | openfda-label
          {"productInformation": []}                                                                       | product-information
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
  void tellsTheTextFormatsOfTopics() {
    assertThat(ImportKind.recognise("*NEWRECORD\nMH = Routes: of\nUI = D000001\n", null))
        .contains(ImportKind.MESH_ASCII);
    assertThat(ImportKind.recognise("Body Regions;A01\nBreast;A01.236\n", null))
        .contains(ImportKind.MESH_TABLE);
    assertThat(ImportKind.recognise("mesh_id\tmesh_name\nD000001\tCalcimycin\n", null))
        .contains(ImportKind.MESH_TABLE);
    assertThat(ImportKind.recognise("607115|D056587||CAPS|CAPS3\n", null))
        .contains(ImportKind.MEDIC);
    assertThat(
            ImportKind.recognise(
                "# curie_map:\n#   MONDO: http://x\nsubject_id\tpredicate_id\tobject_id\n", null))
        .contains(ImportKind.SSSOM);
  }

  @Test
  void tellsTheFormatsOfCitations() {
    assertThat(ImportKind.recognise("\nPMID- 7\nOWN - NLM\nTI  - mechanism: of\n", null))
        .contains(ImportKind.NBIB);
    assertThat(ImportKind.recognise("\uFEFFTY  - JOUR\r\nTI  - indications: x\r\n", null))
        .contains(ImportKind.RIS);
    assertThat(ImportKind.recognise("Record #3 of 18\n\nTY  -  JOUR\nAN  -  CN-1\n", null))
        .contains(ImportKind.RIS);
    assertThat(ImportKind.recognise("% notes\n@Article{Wei_2013,\n title = {drugs : x}}", null))
        .contains(ImportKind.BIBTEX);
    assertThat(
            ImportKind.recognise(
                "[{\"id\": \"a\", \"type\": \"article-journal\",\n \"title\": \"T\"}]", null))
        .contains(ImportKind.CSL_JSON);
    assertThat(
            ImportKind.recognise(
                "Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n1,",
                null))
        .contains(ImportKind.RETRACTION_TABLE);
  }

  @Test
  void tellsArchivesOfLabels() {
    assertThat(ImportKind.recognise("PK\u0003\u0004\u0014\u0000label.xml", null))
        .contains(ImportKind.SPL);
    assertThat(
            ImportKind.recognise(
                "leaflets/a.fsh\u0000ustar\u0000\nInstance: c\nInstanceOf: CompositionUvEpi\n",
                null))
        .contains(ImportKind.LEAFLET);
  }

  @Test
  void doesNotGuess() {
    assertThat(ImportKind.recognise("hello", "hello.txt")).isEmpty();
    assertThat(ImportKind.recognise("<html><body>drug: indications:</body>", null)).isEmpty();
    assertThat(ImportKind.recognise("", null)).isEmpty();
  }
}
