package org.livingevidence.drugs.lint;

import java.util.function.Consumer;

/// A reference to a version of a label of which a newer one is held.
final class OvertakenSource implements Rule {
  static final String CODE = "newer-version-held";

  @Override
  public void check(Article article, Held held, Consumer<Finding> found) {
    var references = article.monograph().references();
    for (int i = 0; i < references.size(); i++) {
      String setId = references.get(i).setId();
      String version = references.get(i).version();
      if (setId != null && version != null && version.matches("[0-9]{1,12}")) {
        var current = held.documents().current(setId);
        if (current != null && current.version() > Long.parseLong(version)) {
          found.accept(
              Finding.at(
                  CODE,
                  Severity.NOTICE,
                  "/references/" + i + "/version",
                  references.get(i).title(),
                  "Version "
                      + version
                      + " is cited; version "
                      + current.version()
                      + (current.effective() == null ? "" : " of " + current.effective())
                      + " is held. See what differs: /api/v1/labels/"
                      + setId
                      + "/versions/"
                      + version
                      + "/diff?to="
                      + current.version()
                      + "."));
        }
      }
    }
  }
}
