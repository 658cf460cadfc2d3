package org.livingevidence.drugs.intake.spl;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.XmlCursor;
import org.livingevidence.drugs.label.PassageBuilder;
import org.livingevidence.drugs.label.Product;
import org.livingevidence.drugs.label.Product.Ingredient;

/// Reads the products that a label is for, as they stand in its section of product data: current
/// SPL and the older form with `manufacturedMedicine` and `activeIngredient`.
final class SplProducts {
  private static final String NDC = "2.16.840.1.113883.6.69";

  private final XmlCursor xml;
  private final LabelFileConfig limits;
  private final List<Product> found = new ArrayList<>();
  private int counted;

  SplProducts(XmlCursor xml, LabelFileConfig limits) {
    this.xml = xml;
    this.limits = limits;
  }

  List<Product> found() {
    return found;
  }

  private static final class Draft {
    @Nullable String name;
    @Nullable String genericName;
    @Nullable String ndc;
    @Nullable String form;
    @Nullable String category;
    @Nullable String application;
    @Nullable String territory;
    final List<String> packages = new ArrayList<>();
    final List<String> routes = new ArrayList<>();
    final List<Ingredient> ingredients = new ArrayList<>();
    final List<Product> parts = new ArrayList<>();

    Product product() {
      return new Product(
          name,
          genericName,
          ndc,
          packages.stream().distinct().toList(),
          form,
          routes.stream().distinct().toList(),
          category,
          application,
          territory,
          ingredients,
          parts);
    }
  }

  /// Consumes a `subject`.
  void subject() throws XMLStreamException, FaultyLabel {
    while (xml.child()) {
      if (xml.name().equals("manufacturedProduct")) {
        var draft = new Draft();
        product(draft);
        found.add(draft.product());
      } else {
        xml.skip();
      }
    }
  }

  /// A product and what is said of it; the product itself stands in an element of the same name
  /// within.
  private void product(Draft draft) throws XMLStreamException, FaultyLabel {
    if (++counted > limits.products()) {
      throw new FaultyLabel(
          "it is for more than "
              + limits.products()
              + " products (living-evidence.label-files.products)");
    }
    while (xml.child()) {
      switch (xml.name()) {
        case "manufacturedProduct", "manufacturedMedicine" -> properties(draft);
        case "subjectOf" -> approval(draft);
        case "consumedIn" -> route(draft);
        default -> property(draft);
      }
    }
  }

  private void properties(Draft draft) throws XMLStreamException, FaultyLabel {
    while (xml.child()) {
      property(draft);
    }
  }

  private void property(Draft draft) throws XMLStreamException, FaultyLabel {
    switch (xml.name()) {
      case "code" -> draft.ndc = ndc(draft.ndc);
      case "name" -> draft.name = text(xml);
      case "formCode" -> draft.form = take("displayName");
      case "asEntityWithGeneric" -> draft.genericName = genericName(draft.genericName);
      case "ingredient", "activeIngredient" -> {
        var ingredient = SplIngredient.read(xml);
        if (ingredient != null) {
          draft.ingredients.add(ingredient);
        }
      }
      case "asContent" -> packages(draft);
      case "part" -> part(draft);
      case "subjectOf" -> approval(draft);
      case "consumedIn" -> route(draft);
      default -> xml.skip();
    }
  }

  private void part(Draft draft) throws XMLStreamException, FaultyLabel {
    var part = new Draft();
    while (xml.child()) {
      switch (xml.name()) {
        case "partProduct", "partMedicine" -> product(part);
        case "subjectOf" -> approval(part);
        case "consumedIn" -> route(part);
        default -> xml.skip();
      }
    }
    draft.parts.add(part.product());
  }

  private @Nullable String genericName(@Nullable String before) throws XMLStreamException {
    String name = before;
    while (xml.child()) {
      if (!xml.name().equals("genericMedicine")) {
        xml.skip();
        continue;
      }
      while (xml.child()) {
        if (xml.name().equals("name") && name == null) {
          name = text(xml);
        } else {
          xml.skip();
        }
      }
    }
    return name;
  }

  private void packages(Draft draft) throws XMLStreamException {
    while (xml.child()) {
      if (!xml.name().startsWith("containerPackaged")) {
        xml.skip();
        continue;
      }
      while (xml.child()) {
        switch (xml.name()) {
          case "code" -> {
            String code = ndc(null);
            if (code != null) {
              draft.packages.add(code);
            }
          }
          case "asContent" -> packages(draft);
          default -> xml.skip();
        }
      }
    }
  }

  private void approval(Draft draft) throws XMLStreamException {
    while (xml.child()) {
      if (!xml.name().equals("approval")) {
        xml.skip();
        continue;
      }
      while (xml.child()) {
        switch (xml.name()) {
          case "id" -> draft.application = take("extension");
          case "code" -> draft.category = take("displayName");
          case "author" -> territory(draft);
          default -> xml.skip();
        }
      }
    }
  }

  private void territory(Draft draft) throws XMLStreamException {
    while (xml.child()) {
      if (xml.name().equals("territorialAuthority") || xml.name().equals("territory")) {
        territory(draft);
      } else if (xml.name().equals("code")) {
        draft.territory = take("code");
      } else {
        xml.skip();
      }
    }
  }

  private void route(Draft draft) throws XMLStreamException {
    while (xml.child()) {
      if (xml.name().startsWith("substanceAdministration")) {
        route(draft);
      } else if (xml.name().equals("routeCode")) {
        String route = take("displayName");
        if (route != null) {
          draft.routes.add(route);
        }
      } else {
        xml.skip();
      }
    }
  }

  private @Nullable String ndc(@Nullable String before) throws XMLStreamException {
    return SplIngredient.code(xml, NDC, before);
  }

  private @Nullable String take(String attribute) throws XMLStreamException {
    String value = xml.attribute(attribute);
    xml.skip();
    return value;
  }

  /// Consumes the current element: its text in one line, null when there is none.
  static @Nullable String text(XmlCursor xml) throws XMLStreamException {
    var text = new StringBuilder();
    xml.walk(
        new XmlCursor.Visitor() {
          @Override
          public void start(String name) {
            text.append(name.equals("br") ? " " : "");
          }

          @Override
          public void end(String name) {
            // Only the text matters.
          }

          @Override
          public void text(CharSequence more) {
            text.append(more);
          }
        });
    String plain = PassageBuilder.plain(text);
    return plain.isEmpty() ? null : plain;
  }
}
