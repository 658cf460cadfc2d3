package org.livingevidence.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
}
