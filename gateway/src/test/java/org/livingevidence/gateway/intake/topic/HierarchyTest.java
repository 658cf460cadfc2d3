package org.livingevidence.gateway.intake.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyTest {
  private final Hierarchy hierarchy = new Hierarchy();

  @Test
  void theParentIsTheNearestKnownTreeNumberAbove() {
    put("top", List.of("C05"), List.of(), List.of());
    put("leaf", List.of("C05.550.114.154"), List.of(), List.of());
    assertThat(hierarchy.parents("leaf")).containsExactly("top");

    put("middle", List.of("C05.550"), List.of(), List.of());

    assertThat(hierarchy.parents("leaf")).containsExactly("middle");
    assertThat(hierarchy.ancestors("leaf")).containsExactly("middle", "top");
  }

  @Test
  void aTreeNumberIsNoPrefixOfItsNeighbour() {
    put("a", List.of("C05.1"), List.of(), List.of());
    put("b", List.of("C05.10"), List.of(), List.of());
    put("c", List.of("C05.10.1"), List.of(), List.of());

    assertThat(hierarchy.ancestors("c")).containsExactly("b");
    assertThat(hierarchy.under("a")).containsExactly("a");
  }

  @Test
  void umbrellasAndAssertedParentsCount() {
    put("heading", List.of("C05"), List.of(), List.of());
    put("supplementary", List.of(), List.of("heading", "unknown"), List.of());
    put("umbrella", List.of(), List.of(), List.of("supplementary"));

    assertThat(hierarchy.ancestors("supplementary")).containsExactly("heading", "umbrella");
    assertThat(hierarchy.under("umbrella")).containsExactlyInAnyOrder("umbrella", "supplementary");
  }

  @Test
  void cyclesDoNoHarm() {
    put("a", List.of(), List.of("b"), List.of());
    put("b", List.of(), List.of("a"), List.of());

    assertThat(hierarchy.ancestors("a")).containsExactly("b");
    assertThat(hierarchy.under("a")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aTreeNumberMayBeHeldTwiceForAMoment() {
    put("old", List.of("C05.1"), List.of(), List.of());
    put("new", List.of("C05.1"), List.of(), List.of());
    put("leaf", List.of("C05.1.1"), List.of(), List.of());

    assertThat(hierarchy.parents("leaf")).containsExactly("new", "old");
    hierarchy.remove("old");
    assertThat(hierarchy.parents("leaf")).containsExactly("new");
  }

  @Test
  void namesCompareWithoutAccentsCaseAndPunctuation() {
    assertThat(NameKey.of("Sjögren's Syndrome")).isEqualTo("sjogren s syndrome");
    assertThat(NameKey.of("sjogren-s-syndrome")).isEqualTo("sjogren s syndrome");
    assertThat(NameKey.of("  –!  ")).isEmpty();
  }

  private void put(
      String id, List<String> treeNumbers, List<String> broader, List<String> narrower) {
    hierarchy.put(new Hierarchy.Node(id, new String[0], treeNumbers, broader, narrower));
  }
}
