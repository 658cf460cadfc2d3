package org.livingevidence.extraction;

/// A section of a label.
///
/// @param code its LOINC code, such as `34067-9`
/// @param title its heading, empty when it has none
/// @param text its plain text without the text of its subsections; paragraphs and list items are
///     lines where that is known
public record LabelSection(String code, String title, String text) {}
