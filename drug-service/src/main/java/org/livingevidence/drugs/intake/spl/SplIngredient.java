package org.livingevidence.drugs.intake.spl;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.label.Product.Ingredient;
import org.livingevidence.drugs.label.Product.Moiety;

/// Reads an ingredient of a product.
final class SplIngredient {
  private static final String UNII = "2.16.840.1.113883.4.9";

  private SplIngredient() {}

  /// Consumes an ingredient; null when it is an inactive one.
  static @Nullable Ingredient read(XmlCursor xml) throws XMLStreamException {
    String type = xml.attribute("classCode");
    boolean active =
        xml.name().equals("activeIngredient") || (type != null && type.startsWith("ACTI"));
    if (!active) {
      xml.skip();
      return null;
    }
    String unii = null;
    String name = null;
    String strength = null;
    List<Moiety> moieties = new ArrayList<>();
    while (xml.child()) {
      switch (xml.name()) {
        case "quantity" -> strength = strength(xml);
        case "ingredientSubstance", "activeIngredientSubstance" -> {
          while (xml.child()) {
            switch (xml.name()) {
              case "code" -> unii = code(xml, UNII, unii);
              case "name" -> name = SplProducts.text(xml);
              case "activeMoiety" -> moieties(xml, moieties);
              default -> xml.skip();
            }
          }
        }
        default -> xml.skip();
      }
    }
    return new Ingredient(unii, name, moieties, strength);
  }

  private static void moieties(XmlCursor xml, List<Moiety> moieties) throws XMLStreamException {
    while (xml.child()) {
      if (!xml.name().equals("activeMoiety")) {
        xml.skip();
        continue;
      }
      String unii = null;
      String name = null;
      while (xml.child()) {
        switch (xml.name()) {
          case "code" -> unii = code(xml, UNII, unii);
          case "name" -> name = SplProducts.text(xml);
          default -> xml.skip();
        }
      }
      moieties.add(new Moiety(unii, name));
    }
  }

  private static @Nullable String strength(XmlCursor xml) throws XMLStreamException {
    String numerator = null;
    String denominator = null;
    while (xml.child()) {
      switch (xml.name()) {
        case "numerator" -> numerator = amount(xml);
        case "denominator" -> denominator = amount(xml);
        default -> xml.skip();
      }
    }
    if (numerator == null || denominator == null || denominator.equals("1")) {
      return numerator;
    }
    return numerator + " / " + denominator;
  }

  private static @Nullable String amount(XmlCursor xml) throws XMLStreamException {
    String value = xml.attribute("value");
    String unit = xml.attribute("unit");
    xml.skip();
    return value == null ? null : unit == null || unit.equals("1") ? value : value + " " + unit;
  }

  /// Consumes a code; what was known before where it is of another system.
  static @Nullable String code(XmlCursor xml, String system, @Nullable String before)
      throws XMLStreamException {
    boolean right = system.equals(xml.attribute("codeSystem"));
    String code = xml.attribute("code");
    xml.skip();
    return right && code != null ? code : before;
  }
}
