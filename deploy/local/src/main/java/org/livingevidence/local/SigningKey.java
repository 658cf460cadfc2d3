package org.livingevidence.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/// An elliptic-curve key pair (P-256) that signs JSON Web Tokens with ES256, kept as PEM text.
///
/// @param privatePem PKCS 8, secret
/// @param publicPem X.509, what the services verify with
public record SigningKey(String privatePem, String publicPem) {
  /// The algorithm that services are told to expect, as JOSE names it.
  public static final String ALGORITHM = "ES256";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A new random pair.
  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      return new SigningKey(
          pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
          pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no elliptic curves", e);
    }
  }

  /// A signed token in compact form.
  ///
  /// @param claims the payload, e.g. `iss`, `aud`, `sub`, `exp` (seconds), `groups`
  public String sign(Map<String, ?> claims) {
    try {
      String signed =
          base64(json(Map.of("alg", ALGORITHM, "typ", "JWT"))) + "." + base64(json(claims));
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token could not be signed", e);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    String body = privatePem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }

  private static byte[] json(Map<String, ?> content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("claims must be plain JSON", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
