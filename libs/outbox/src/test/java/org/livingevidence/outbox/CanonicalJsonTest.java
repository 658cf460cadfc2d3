package org.livingevidence.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/// The same content is the same bytes: I2, I8.
class CanonicalJsonTest {
  private final ObjectMapper json = new ObjectMapper();

  private String canonical(String document) throws Exception {
    return new String(CanonicalJson.bytes(json.readTree(document)), UTF_8);
  }

  @Test
  void orderAndSpacingDoNotMatter() throws Exception {
    assertThat(canonical("{ \"b\": [1, 2 ], \"a\": {\"d\":null,\"c\":true} }"))
        .isEqualTo("{\"a\":{\"c\":true,\"d\":null},\"b\":[1,2]}")
        .isEqualTo(canonical("{\"a\":{\"c\":true,\"d\":null},\"b\":[1,2]}"));
  }

  /// The example of RFC 8785, 3.2.2.
  @Test
  void theExampleOfTheStandardComesOut() throws Exception {
    assertThat(
            canonical(
                """
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}
                """))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void keysAreOrderedByUtf16Units() throws Exception {
    assertThat(canonical("{\"\uD83D\uDE00\":1,\"\uFB33\":2,\"\u00f6\":3}"))
        .isEqualTo("{\"\u00f6\":3,\"\uD83D\uDE00\":1,\"\uFB33\":2}");
  }

  @Test
  void aVersionSurvivesAsANumber() throws Exception {
    assertThat(canonical("{\"v\": " + ((4095L << 40) | 12345) + "}"))
        .isEqualTo("{\"v\":" + ((4095L << 40) | 12345) + "}");
  }

  @Test
  void theHashIsTheSha256OfTheBytes() throws Exception {
    assertThat(ContentHash.of(json.readTree("{ }")))
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void randomDocumentsComeOutAsTheLibraryHasThem() throws Exception {
    Random random = new Random(8785);
    for (int i = 0; i < 5_000; i++) {
      JsonNode document = json.createObjectNode().set("root", document(random, 4));

      assertThat(new String(CanonicalJson.bytes(document), UTF_8))
          .isEqualTo(new JsonCanonicalizer(document.toString()).getEncodedString());
    }
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.bytes(json.createArrayNode().add("\uD83D")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.bytes(json.createArrayNode().add("x\uDE00")));
  }

  private JsonNode document(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> json.getNodeFactory().textNode(text(random));
      case 1 -> json.getNodeFactory().numberNode(random.nextInt());
      case 2 -> json.getNodeFactory().numberNode(random.nextLong() >> random.nextInt(64));
      case 3 -> json.getNodeFactory().numberNode(number(random));
      case 4 -> json.getNodeFactory().booleanNode(random.nextBoolean());
      case 5 -> json.getNodeFactory().nullNode();
      case 6 -> json.getNodeFactory().numberNode(random.nextInt(2000) / 100.0);
      case 7 -> {
        ArrayNode array = json.createArrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(document(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = json.createObjectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
          object.set(text(random), document(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static double number(Random random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : 0;
  }

  /// Control characters, quotes, ASCII, and code points of every plane; never half a pair.
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int codePoint =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> random.nextBoolean() ? '"' : '\\';
            case 2, 3 -> 0x20 + random.nextInt(0x60);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
          };
      text.appendCodePoint(
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
              ? 'x'
              : codePoint);
    }
    return text.toString();
  }
}
