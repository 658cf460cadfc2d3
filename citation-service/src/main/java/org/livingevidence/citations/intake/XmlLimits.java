package org.livingevidence.citations.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much an XML document may ask of us. The bytes of a whole file are limited by the imports;
/// these bound what one element or one record may hold, so that memory stays flat however large
/// the file.
@ConfigMapping(prefix = "living-evidence.xml")
public interface XmlLimits {
  /// How deep elements may nest.
  @WithDefault("200")
  int depth();

  /// How many attributes one element may carry.
  @WithDefault("64")
  int attributes();

  /// How many characters one attribute's value may have.
  @WithDefault("65536")
  int attributeLength();

  /// How many characters of text one record may have in all; a longer one is rejected, the others
  /// go on. An event's size has a limit of its own beside this.
  @WithDefault("8000000")
  int recordLength();

  /// How many deletions one document may hold: they are kept until its end, which dates them.
  @WithDefault("1000000")
  int deletions();

  /// How deep markup may nest in a title or an abstract; beyond it the text is kept plain.
  @WithDefault("24")
  int markupDepth();

  /// How many characters a title or a section of an abstract may have with its markup; beyond it
  /// the text is kept plain.
  @WithDefault("200000")
  int markupLength();
}
