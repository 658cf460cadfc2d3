package org.livingevidence.drugs.intake.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much a file of labels may ask of us. The size of the file as received is the imports'
/// concern; these bound one label, and what an archive unpacks to.
@ConfigMapping(prefix = "living-evidence.label-files")
public interface LabelFileConfig {
  /// How deep elements may nest.
  @WithDefault("200")
  int depth();

  /// How many attributes one element may carry.
  @WithDefault("64")
  int attributes();

  /// How many characters one attribute's value may have.
  @WithDefault("65536")
  int attributeLength();

  /// How many characters of text one label may have; a longer one is rejected, the others go on.
  @WithDefault("20000000")
  int labelLength();

  /// How many sections one label may have.
  @WithDefault("5000")
  int sections();

  /// How many products and parts of kits one label may be for.
  @WithDefault("5000")
  int products();

  /// How many entries an archive may have, those of archives in it included.
  @WithDefault("2000000")
  int entries();

  /// What one entry of an archive may unpack to. Images are passed over, and count.
  @WithDefault("4G")
  MemorySize entryBytes();

  /// What an archive may unpack to in all.
  @WithDefault("64G")
  MemorySize unpackedBytes();

  /// How many times its packed size an entry may unpack to, once it is beyond a megabyte.
  @WithDefault("200")
  int ratio();
}
