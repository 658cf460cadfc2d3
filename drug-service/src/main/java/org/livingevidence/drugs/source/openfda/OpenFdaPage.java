package org.livingevidence.drugs.source.openfda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.connect.BrokenBody;
import org.livingevidence.drugs.source.Beginning;
import org.livingevidence.drugs.source.SetIds;

/// A page of a search, of whose labels only the names are kept.
///
/// @param total how many labels the search finds
/// @param labels those of this page
record OpenFdaPage(long total, List<OpenFdaPage.Named> labels) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(50_000_000).build())
          .build();

  OpenFdaPage {
    labels = List.copyOf(labels);
  }

  /// @param id of the document, which is another with each version; empty when it has none
  /// @param setId empty when it has none
  record Named(String id, String setId) {}

  /// @throws BrokenBody when it is not a whole answer
  static OpenFdaPage read(InputStream body) throws IOException {
    InputStream json = Beginning.json(body);
    try (JsonParser parser = JSON.createParser(json)) {
      return new Reading(parser).page();
    } catch (JsonProcessingException e) {
      throw new BrokenBody("answered a page that cannot be read: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw new BrokenBody("answered a page in no encoding of text");
    }
  }

  private static final class Reading {
    private final JsonParser json;
    private final List<Named> labels = new ArrayList<>();
    private @Nullable Long total;

    Reading(JsonParser json) {
      this.json = json;
    }

    OpenFdaPage page() throws IOException {
      boolean results = false;
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          JsonToken value = json.nextToken();
          if (field.equals("meta") && value == JsonToken.START_OBJECT) {
            meta();
          } else if (field.equals("results") && value == JsonToken.START_ARRAY) {
            results = true;
            labels();
          } else {
            json.skipChildren();
          }
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || total == null || total < 0 || !results) {
        throw new BrokenBody("answered no whole page of labels");
      }
      return new OpenFdaPage(total, labels);
    }

    private void meta() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("results") && value == JsonToken.START_OBJECT) {
          counts();
        } else {
          json.skipChildren();
        }
      }
    }

    private void counts() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean its = json.currentName().equals("total");
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && its) {
          total = json.getLongValue();
        } else {
          json.skipChildren();
        }
      }
    }

    private void labels() throws IOException {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          label();
        } else if (json.currentToken() == null) {
          throw new BrokenBody("answered a page that breaks off");
        } else {
          json.skipChildren();
        }
      }
    }

    private void label() throws IOException {
      String id = "";
      String setId = "";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          json.skipChildren();
        } else if (field.equals("id")) {
          id = json.getText();
        } else if (field.equals("set_id")) {
          setId = SetIds.plain(json.getText());
        }
      }
      labels.add(new Named(id, setId));
    }
  }
}
