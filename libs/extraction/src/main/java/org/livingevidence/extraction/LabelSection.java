package org.livingevidence.extraction;

/// A section of a label.
///
/// @param code its LOINC code, such as `34067-9`; of EU product information and package leaflets
///     their number, such as `smpc-4.1` and `leaflet-1`
/// @param title its heading, empty when it has none
/// @param text its plain text without the text of its subsections; paragraphs and list items are
///     lines where that is known
public record LabelSection(String code, String title, String text) {}
