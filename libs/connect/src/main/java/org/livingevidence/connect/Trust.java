package org.livingevidence.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed: the JDK's authorities, and those of a file beside them.
final class Trust {
  private Trust() {}

  /// @param pem one certificate or several, each between its BEGIN and END
  static SSLContext with(Path pem) {
    try {
      var all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int n = 0;
      for (Certificate certificate : defaults()) {
        all.setCertificateEntry("default-" + n++, certificate);
      }
      for (Certificate certificate : certificates(pem)) {
        all.setCertificateEntry("own-" + n++, certificate);
      }
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers(all), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "living-evidence.connect.ca cannot be used: " + pem + ": " + e.getMessage(), e);
    }
  }

  private static List<Certificate> certificates(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      var certificates =
          List.<Certificate>copyOf(
              CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      return certificates;
    }
  }

  private static List<X509Certificate> defaults() throws GeneralSecurityException {
    var certificates = new ArrayList<X509Certificate>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager x509) {
        certificates.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return certificates;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
