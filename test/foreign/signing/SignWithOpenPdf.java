import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.*;
import java.io.*;
import java.security.*;
import java.security.cert.Certificate;

/** Signs a PDF with OpenPDF: IN FOLDER KEYS.p12; unseen, and with an appearance. */
public class SignWithOpenPdf {
  public static void main(String[] arguments) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new FileInputStream(arguments[2]), "secret".toCharArray());
    String alias = store.aliases().nextElement();
    PrivateKey key = (PrivateKey) store.getKey(alias, "secret".toCharArray());
    Certificate[] chain = store.getCertificateChain(alias);
    for (String kind : new String[] {"hidden", "visible"}) {
      OutputStream out = new FileOutputStream(arguments[1] + "/openpdf-" + kind + ".pdf");
      PdfStamper stamper = PdfStamper.createSignature(new PdfReader(arguments[0]), out, '\0', null, true);
      PdfSignatureAppearance appearance = stamper.getSignatureAppearance();
      appearance.setCrypto(key, chain, null, PdfSignatureAppearance.WINCER_SIGNED);
      if (kind.equals("visible")) appearance.setVisibleSignature(new Rectangle(46, 60, 246, 110), 1, null);
      stamper.close();
    }
  }
}
