package org.livingevidence.gateway.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Rows of a label's tables, each value under the heads of its own column.
class RateTablesTest {
  @Test
  void aValueHasTheHeadsAndTheDenominatorOfItsOwnColumn() {
    var rows =
        RateTables.of(
            "<table><caption>Table 1: Adverse Events</caption><tbody><tr><td></td><td"
                + " colspan=\"2\">Placebo</td><td></td><td colspan=\"2\">DRUG 100"
                + " mg</td></tr><tr><td>Preferred term</td><td colspan=\"2\">(n ="
                + " 733)</td><td></td><td colspan=\"2\">(n = 1565)</td></tr>"
                + "<tr><td>Infections</td><td></td><td></td><td></td><td></td><td></td></tr><tr><td>Injection"
                + " Site Reaction</td><td colspan=\"2\">29%</td><td></td><td"
                + " colspan=\"2\">71%</td></tr><tr><td>Headache<sup>a</sup></td><td"
                + " colspan=\"2\">&lt;1%</td><td></td><td colspan=\"2\">12"
                + " (0.8%)</td></tr></tbody></table>");

    assertThat(rows)
        .extracting(RateTables.Rates::text)
        .containsExactly("Injection Site Reaction | 29% | 71%", "Headache a | <1% | 12 (0.8%)");
    assertThat(rows.getFirst().row().table()).isEqualTo("Table 1: Adverse Events");
    assertThat(rows.getFirst().row().arms())
        .containsExactly(
            new Cell.Arm("Placebo (n = 733)", "(n = 733)", "29%"),
            new Cell.Arm("DRUG 100 mg (n = 1565)", "(n = 1565)", "71%"));
    assertThat(rows.getFirst().denominators())
        .containsExactly("Placebo (n = 733)", "DRUG 100 mg (n = 1565)");
  }

  @Test
  void ofSeveralCountsTheNearestHoldsAndARateByTimeIsOfNoPeople() {
    var rows =
        RateTables.of(
            "<table><caption>Adverse reactions</caption><tr><td></td><td colspan=\"2\">All (N="
                + " 900)</td></tr><tr><td>Reaction</td><td>DRUG (N=600)</td><td>events per 100"
                + " patient-years</td></tr><tr><td>Rash</td><td>12"
                + " (2)</td><td>0.7</td></tr></table>");

    assertThat(rows.getFirst().row().arms())
        .extracting(Cell.Arm::denominator)
        .containsExactly("(N=600)", "per 100 patient-years");
  }

  @Test
  void aRowThatCountsWhoWasStudiedACellAndACaptionGiveDenominatorsToo() {
    assertThat(
            RateTables.of(
                    "<table><tr><td>Adverse"
                        + " reaction</td><td>Placebo</td><td>DRUG</td></tr><tr><td>Subjects"
                        + " treated</td><td>665</td><td>664</td></tr><tr><td>Rash</td><td>51"
                        + " (8%)</td><td>56 (8%)</td></tr></table>")
                .getFirst()
                .denominators())
        .containsExactly("Placebo Subjects treated 665", "DRUG Subjects treated 664");
    assertThat(
            RateTables.of(
                    "<table><caption>Adverse reactions (N=356)</caption><tr><td></td><td>All"
                        + " Grades</td></tr><tr><td>Fever</td><td>53</td></tr></table>")
                .getFirst()
                .row()
                .arms())
        .containsExactly(new Cell.Arm("All Grades", "(N=356)", "53"));
    assertThat(
            RateTables.of(
                    "<table><caption>Adverse"
                        + " reactions</caption><tr><td>Class</td><td>Reaction</td><td>Share</td></tr><tr><td"
                        + " rowspan=\"2\">CARDIAC</td><td>Arrhythmia</td><td>2.1%"
                        + " (N=2161)</td></tr><tr><td>Arrest</td><td>1/43</td></tr></table>")
                .stream()
                .flatMap(each -> each.denominators().stream()))
        .containsExactly("Share (N=2161)", "Share 1/43");
  }

  @Test
  void whatDoesNotLieUnderTheHeadsHasNoneAndOtherTablesAreNotRead() {
    var askew =
        RateTables.of(
            "<table><caption>Adverse reactions</caption><tr><td></td><td>DRUG"
                + " (N=10)</td><td>Placebo (N=11)</td></tr><tr><td>Rash</td><td"
                + " colspan=\"2\">3</td></tr></table>");
    assertThat(askew.getFirst().row().arms()).containsExactly(new Cell.Arm("", null, "3"));
    assertThat(askew.getFirst().denominators()).isEmpty();
    assertThat(
            RateTables.of(
                "<table><caption>Dosing by weight</caption><tr><td>Weight</td><td>Dose</td></tr>"
                    + "<tr><td>Child of</td><td>10</td></tr></table>"))
        .isEmpty();
  }

  @Test
  void aRowIsNamedByAllItsCellsOfWords() {
    var row =
        RateTables.of(
                "<table><caption>Adverse reactions</caption><tr><td>Class</td><td>Reaction</td>"
                    + "<td>DRUG (N=50)</td></tr><tr><td>Cardiac</td><td>Arrhythmia</td><td>2.1%"
                    + "</td></tr></table>")
            .getFirst()
            .row();
    assertThat(row.name()).isEqualTo("Cardiac, Arrhythmia");
    assertThat(row.arms()).extracting(Cell.Arm::value).containsExactly("2.1%");
  }
}
