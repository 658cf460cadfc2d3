package org.livingevidence.drugs.label;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.Introductions;

/// The drugs that the labels held introduce.
@ApplicationScoped
class HeldIntroductions implements Introductions {
  private final IntroductionStore store;
  private final LabelStore labels;

  HeldIntroductions(IntroductionStore store, LabelStore labels) {
    this.store = store;
    this.labels = labels;
  }

  @Override
  public Map<String, Drug> of(Collection<String> ids) {
    var setIds = store.introducing(ids);
    var states = labels.readAll(setIds.values().stream().flatMap(Collection::stream).toList());
    Map<String, Drug> introduced = new TreeMap<>();
    setIds.forEach(
        (id, of) -> {
          var said = new ArrayList<LabelState>();
          for (String setId : of) {
            var state = states.get(setId);
            if (state != null) {
              said.add(LabelJson.state(state));
            }
          }
          if (!said.isEmpty()) {
            introduced.put(id, IntroducedDrug.of(id, said));
          }
        });
    introduced.keySet().removeAll(store.entered(introduced.values()));
    return introduced;
  }
}
