import com.jd.binaryproto.BinaryProtocol;
import com.jd.binaryproto.DataContractRegistry;
import com.jd.binaryproto.DataSpecification;
import com.jd.blockchain.crypto.AddressEncoding;
import com.jd.blockchain.crypto.Crypto;
import com.jd.blockchain.crypto.HashDigest;
import com.jd.blockchain.crypto.PubKey;
import com.jd.blockchain.crypto.SignatureDigest;
import com.jd.blockchain.ledger.*;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.HexFormat;

/** What JD Chain's own classes say: one question a line on standard input, one answer a line on standard output. */
public class Judge {
  static final HexFormat HEX = HexFormat.of();

  public static void main(String[] args) throws Exception {
    Class<?>[] contracts = { TransactionContent.class, TransactionRequest.class, TransactionResponse.class, BlockBody.class,
        LedgerBlock.class, LedgerTransaction.class, DataAccountKVSetOperation.class, DataAccountRegisterOperation.class,
        EventAccountRegisterOperation.class, EventPublishOperation.class, UserRegisterOperation.class,
        AccountPermissionSetOperation.class, RolesConfigureOperation.class, UserAuthorizeOperation.class,
        UserStateUpdateOperation.class, LedgerInitOperation.class, LedgerInitSetting.class };
    for (Class<?> one : contracts) DataContractRegistry.register(one);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) System.out.println(answer(line.split(" ")));
  }

  static String answer(String[] asked) {
    try {
      switch (asked[0]) {
        case "again": // the bytes that it writes of what it reads
          Class<?> type = Class.forName("com.jd.blockchain." + asked[1]);
          return HEX.formatHex(BinaryProtocol.encode(BinaryProtocol.decode(HEX.parseHex(asked[2]), type), type));
        case "hash":
          return HEX.formatHex(Crypto.getHashFunction(asked[1]).hash(HEX.parseHex(asked[2])).toBytes());
        case "verify": // key, signature, message
          PubKey key = Crypto.resolveAsPubKey(HEX.parseHex(asked[1]));
          SignatureDigest signature = Crypto.resolveAsSignatureDigest(HEX.parseHex(asked[2]));
          return "" + Crypto.getSignatureFunction(key.getAlgorithm()).verify(signature, key, HEX.parseHex(asked[3]));
        case "address":
          return HEX.formatHex(AddressEncoding.generateAddress(Crypto.resolveAsPubKey(HEX.parseHex(asked[1]))).toBytes());
        case "version":
          DataSpecification spec = DataContractRegistry.register(Class.forName("com.jd.blockchain." + asked[1])).getSpecification();
          return String.format("%x %016x", spec.getCode(), spec.getVersion());
        default:
          return "?";
      }
    } catch (Exception error) {
      return "error " + error.getClass().getSimpleName();
    }
  }
}
