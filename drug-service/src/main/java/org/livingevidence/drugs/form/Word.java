package org.livingevidence.drugs.form;

/// A member of a vocabulary, by the word that stands for it in forms, documents and events.
public interface Word {
  String word();
}
