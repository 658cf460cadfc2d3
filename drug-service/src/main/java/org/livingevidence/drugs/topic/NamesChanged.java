package org.livingevidence.drugs.topic;

/// Fired after a commit that may have made names due.
public record NamesChanged() {}
