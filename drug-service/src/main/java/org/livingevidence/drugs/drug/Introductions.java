package org.livingevidence.drugs.drug;

import java.util.Collection;
import java.util.Map;

/// The drugs that labels introduce: a label of a moiety that nobody has entered makes the drug, as
/// the label describes it, until a person does. Whoever holds the labels answers; the drugs' locks
/// are held before it is asked.
public interface Introductions {
  /// Of these ids those that labels introduce now, as the labels describe them, without statements.
  /// A drug that a person entered under another id and that has the name is in their place.
  Map<String, Drug> of(Collection<String> ids);
}
