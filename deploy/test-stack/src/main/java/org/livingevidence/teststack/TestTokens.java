package org.livingevidence.teststack;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.local.SigningKey;

/// Bearer tokens of a key pair made for this JVM, good ones and those that a service has to refuse.
///
/// The pair is shared through [SharedFacts], for class loaders that load this class a second time.
public final class TestTokens {
  private static final String KEY = "living-evidence.test-tokens";
  private static final String ISSUER = "living-evidence";
  private static final String AUDIENCE = "living-evidence";

  private TestTokens() {}

  /// A valid token.
  ///
  /// @param roles what the claim `groups` says
  public static String token(String subject, String... roles) {
    return key().sign(claims(subject, AUDIENCE, Instant.now().plusSeconds(3600), roles));
  }

  /// A token whose hour ended an hour ago.
  public static String expired(String subject, String... roles) {
    return key().sign(claims(subject, AUDIENCE, Instant.now().minusSeconds(3600), roles));
  }

  /// A well-signed token for another system.
  public static String wrongAudience(String subject, String... roles) {
    return key().sign(claims(subject, "another-system", Instant.now().plusSeconds(3600), roles));
  }

  /// A token that claims to need no signature.
  public static String algNone(String subject, String... roles) {
    String[] parts = token(subject, roles).split("\\.");
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + parts[1] + ".";
  }

  /// A token of the right shape, signed by somebody else.
  public static String wrongKey(String subject, String... roles) {
    return SigningKey.generate()
        .sign(claims(subject, AUDIENCE, Instant.now().plusSeconds(3600), roles));
  }

  /// What services verify these tokens with, as Quarkus configuration.
  static Map<String, String> configuration() {
    return Map.of(
        "mp.jwt.verify.publickey",
        key().publicPem(),
        "mp.jwt.verify.publickey.algorithm",
        SigningKey.ALGORITHM,
        "mp.jwt.verify.issuer",
        ISSUER,
        "mp.jwt.verify.audiences",
        AUDIENCE);
  }

  private static Map<String, Object> claims(
      String subject, String audience, Instant expires, String... roles) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", List.of(audience));
    claims.put("sub", subject);
    claims.put("upn", subject);
    claims.put("iat", expires.minusSeconds(3600).getEpochSecond());
    claims.put("exp", expires.getEpochSecond());
    claims.put("groups", List.of(roles));
    return claims;
  }

  private static SigningKey key() {
    @SuppressWarnings("unchecked") // only this method writes the key, and only with this shape
    List<String> pems =
        (List<String>)
            SharedFacts.all()
                .computeIfAbsent(
                    KEY,
                    absent -> {
                      SigningKey fresh = SigningKey.generate();
                      return List.of(fresh.privatePem(), fresh.publicPem());
                    });
    return new SigningKey(pems.get(0), pems.get(1));
  }
}
