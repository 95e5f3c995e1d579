/** A desk of its own in memory, with real keys, and any connectors. */
import { toHex, utf8 } from '../../../core/bytes.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { nodeCrypto } from '../../../core/node/crypto.ts';
import { Notary } from '../../../core/notary.ts';
import type { ChainConnector, KeyStore, RecordStore } from '../../../core/ports.ts';
import type { TrustBundle } from '../../../core/trust.ts';
import { trustBundleBytes, trustFingerprint } from '../../../core/trust.ts';
import { verify } from '../../../core/verify.ts';
import { logSigner, witnessSigner } from '../../core/support/keys.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';

let counter = 0;
const random = (length: number) => new Uint8Array(length).map((_, i) => (++counter * 31 + i * 7) & 255);

export class TestDesk {
  readonly word: string;
  readonly store: RecordStore;
  readonly notary: Notary;
  readonly #sealed: { id: string; sha256: string }[] = [];

  constructor(word: string, connectors: readonly ChainConnector[], store: RecordStore = new MemoryStore()) {
    this.word = word;
    this.store = store;
    let highest: ReturnType<KeyStore['highest']> = null;
    const keys: KeyStore = {
      log: logSigner(word),
      witness: witnessSigner(word, 'witness.example'),
      highest: () => highest,
      raise: (checkpoint) => {
        highest = checkpoint;
      },
    };
    this.notary = new Notary({
      store,
      keys,
      clock: { now: () => Date.now(), state: () => 'unknown' },
      random,
      connectors,
      deskFacts: () => ({ holder: 'Holder Ltd' }),
      crypto: nodeCrypto,
    });
  }

  get vkey(): string {
    return logSigner(this.word).key.text;
  }

  /** The first document that was sealed. */
  firstSealed(): { id: string; sha256: string } | null {
    return this.#sealed[0] ?? null;
  }

  /** Adds and seals a document; its record's id and its digest. */
  seal(text: string): { id: string; sha256: string } {
    const sha256 = toHex(nobleCrypto.sha256(utf8(text)));
    const [added] = this.notary.add([
      { digest: { sha256 }, size: text.length, path: null, facts: { title: text }, supersedes: null },
    ]);
    this.notary.seal();
    const sealed = { id: added?.record.id ?? '', sha256 };
    this.#sealed.push(sealed);
    return sealed;
  }

  /** What a stranger with this bundle finds. */
  verify(sealed: { id: string; sha256: string }, bundle: TrustBundle, acceptDemo = true) {
    const fingerprint = trustFingerprint(trustBundleBytes(bundle), nobleCrypto);
    return verify(this.notary.evidence(sealed.id), {
      document: { name: 'document', sha256: sealed.sha256 },
      trust: [{ bundle, fingerprint, compared: true }],
      page: { state: 'not-run', reason: 'no-page' },
      acceptDemo,
    });
  }
}
