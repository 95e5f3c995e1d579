import java.io.*;
import java.security.*;
import java.security.cert.*;
import java.util.*;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.pdmodel.common.*;
import org.apache.pdfbox.pdmodel.font.*;
import org.apache.pdfbox.pdmodel.interactive.annotation.*;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.*;
import org.apache.pdfbox.pdmodel.interactive.form.*;
import org.bouncycastle.cert.jcajce.*;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.*;
import org.bouncycastle.operator.jcajce.*;

/** Signs a PDF with PDFBox: IN FOLDER KEYS.p12; unseen, and with an appearance. */
public class SignWithPdfBox {
  public static void main(String[] arguments) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new FileInputStream(arguments[2]), "secret".toCharArray());
    String alias = store.aliases().nextElement();
    PrivateKey key = (PrivateKey) store.getKey(alias, "secret".toCharArray());
    X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
    for (boolean visible : new boolean[] {false, true}) sign(arguments, visible, key, certificate);
  }

  static void sign(String[] arguments, boolean visible, PrivateKey key, X509Certificate certificate) throws Exception {
    String file = arguments[1] + (visible ? "/pdfbox-visible.pdf" : "/pdfbox-hidden.pdf");
    try (PDDocument document = Loader.loadPDF(new File(arguments[0])); OutputStream out = new FileOutputStream(file)) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
      signature.setName("Sample Signer");
      signature.setSignDate(Calendar.getInstance());
      SignatureOptions options = new SignatureOptions();
      if (visible) options.setVisualSignature(appearance(document));
      document.addSignature(signature, content -> sign(content, key, certificate), options);
      document.saveIncremental(out);
    }
  }

  static byte[] sign(InputStream content, PrivateKey key, X509Certificate certificate) throws IOException {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(key), certificate));
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      return generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
    } catch (GeneralSecurityException | CMSException | org.bouncycastle.operator.OperatorCreationException error) {
      throw new IOException(error);
    }
  }

  /** A document with the appearance of the signature, as PDFBox takes it. */
  static InputStream appearance(PDDocument document) throws IOException {
    try (PDDocument template = new PDDocument()) {
      template.addPage(new PDPage(document.getPage(0).getMediaBox()));
      PDAcroForm form = new PDAcroForm(template);
      template.getDocumentCatalog().setAcroForm(form);
      PDSignatureField field = new PDSignatureField(form);
      form.getFields().add(field);
      form.setSignaturesExist(true);
      PDAnnotationWidget widget = field.getWidgets().get(0);
      widget.setRectangle(new PDRectangle(46, 60, 200, 50));
      PDAppearanceStream stream = new PDAppearanceStream(template);
      stream.setResources(new PDResources());
      stream.setBBox(new PDRectangle(200, 50));
      PDAppearanceDictionary appearances = new PDAppearanceDictionary();
      appearances.setNormalAppearance(stream);
      widget.setAppearance(appearances);
      try (PDPageContentStream content = new PDPageContentStream(template, stream)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
        content.newLineAtOffset(4, 20);
        content.showText("Signed by Sample Signer");
        content.endText();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      template.save(bytes);
      return new ByteArrayInputStream(bytes.toByteArray());
    }
  }
}
