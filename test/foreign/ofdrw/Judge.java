import java.nio.file.Paths;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.SignedDataValidateContainer;
import org.ofdrw.sign.verify.container.SESV1ValidateContainer;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/** For each argument, the version of the seals and a path with a colon between, a line: good, or the reason of refusal. */
class Judge {
    public static void main(String[] files) {
        for (String file : files) {
            String[] parts = file.split(":", 2);
            System.out.println(judge(parts[0].equals("1"), parts[1]).replace('\n', ' '));
        }
    }

    static String judge(boolean early, String path) {
        SignedDataValidateContainer container = early ? new SESV1ValidateContainer() : new SESV4ValidateContainer();
        try (OFDReader reader = new OFDReader(Paths.get(path)); OFDValidator validator = new OFDValidator(reader)) {
            validator.setValidator(container);
            validator.exeValidate();
            return "good";
        } catch (Throwable refusal) {
            return refusal.toString();
        }
    }
}
