import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.Date;
import org.mustangproject.CalculatedInvoice;
import org.mustangproject.TradeParty;
import org.mustangproject.ZUGFeRD.ZUGFeRDInvoiceImporter;

/** For each argument, a PDF or an XML file, a line: what Mustang reads of the invoice, between tabs, or why it does not. */
class Judge {
    public static void main(String[] files) {
        for (String file : files) System.out.println(judge(file));
    }

    static String judge(String file) {
        try {
            ZUGFeRDInvoiceImporter importer = new ZUGFeRDInvoiceImporter();
            importer.doIgnoreCalculationErrors();
            if (file.endsWith(".pdf")) importer.setPDFFilename(file);
            else importer.setRawXML(Files.readAllBytes(Path.of(file)), false);
            CalculatedInvoice invoice = new CalculatedInvoice();
            importer.extractInto(invoice);
            return String.join("\t", "read", text(invoice.getNumber()), day(invoice.getIssueDate()),
                text(invoice.getDocumentCode()), text(invoice.getCurrency()), name(invoice.getSender()),
                name(invoice.getRecipient()), amount(invoice.getTaxBasis()), amount(invoice.getGrandTotal()));
        } catch (Throwable refusal) {
            return "refused\t" + text(refusal.toString());
        }
    }

    static String text(String value) {
        return value == null ? "" : value.replaceAll("\\s+", " ").trim();
    }

    static String day(Date date) {
        return date == null ? "" : new SimpleDateFormat("yyyy-MM-dd").format(date);
    }

    static String name(TradeParty party) {
        return party == null ? "" : text(party.getName());
    }

    static String amount(BigDecimal value) {
        return value == null ? "" : value.stripTrailingZeros().toPlainString();
    }
}
