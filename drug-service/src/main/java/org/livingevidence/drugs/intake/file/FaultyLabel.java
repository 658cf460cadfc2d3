package org.livingevidence.drugs.intake.file;

/// One label of a file cannot be taken; those after it can. The message is for the importer.
public final class FaultyLabel extends Exception {
  private static final long serialVersionUID = 1L;

  public FaultyLabel(String message) {
    super(message);
  }
}
