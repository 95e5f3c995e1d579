/** A desk of its own in memory, with real keys, and any connectors. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import { trustBundleBytes, trustFingerprint } from '../../../core/formats/trust.ts';
import { onlyKey } from '../../../core/formats/trusted.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { systemRandom } from '../../../core/node/system/random.ts';
import { Notary } from '../../../core/notary.ts';
import type { ChainConnector, KeyStore, RecordStore } from '../../../core/ports.ts';
import { verify } from '../../../core/verification/verify.ts';
import { logSigner, witnessSigner } from '../../core/support/keys.ts';
import { MemoryStore } from '../../fakes/memory-store.ts';
import { PATIENCE } from '../../patience.ts';

export class TestDesk {
  readonly word: string;
  readonly store: RecordStore;
  readonly notary: Notary;
  readonly #sealed: { id: string; sha256: string }[] = [];

  constructor(word: string, connectors: readonly ChainConnector[], store: RecordStore = new MemoryStore()) {
    this.word = word;
    this.store = store;
    let highest: ReturnType<KeyStore['highest']> = null;
    const log = logSigner(word);
    const keys: KeyStore = {
      origin: log.key.name,
      logKeys: onlyKey(log.key),
      log,
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
      random: systemRandom(),
      connectors,
      deskFacts: () => ({ holder: 'Holder Ltd' }),
      crypto: nodeCrypto,
    });
  }

  get vkey(): string {
    return logSigner(this.word).key.text;
  }

  /** The documents that were sealed, each with those of its call. */
  get sealed(): readonly { readonly id: string; readonly sha256: string }[] {
    return this.#sealed;
  }

  /** Adds and seals a document; its record's id and its digest. */
  seal(text: string): { id: string; sha256: string } {
    const [sealed] = this.sealAll([text]);
    if (!sealed) throw new Error('nothing was sealed');
    return sealed;
  }

  /** The same for many, in one batch. */
  sealAll(texts: readonly string[]): readonly { id: string; sha256: string }[] {
    const files = texts.map((text) => {
      const digest = { sha256: toHex(nobleCrypto.sha256(utf8(text))) };
      return { digest, size: text.length, path: null, facts: { title: text }, supersedes: null };
    });
    const added = this.notary.add(files);
    this.notary.seal();
    const sealed = added.map(({ record }) => ({ id: record.id, sha256: record.digest?.sha256 ?? '' }));
    this.#sealed.push(...sealed);
    return sealed;
  }

  /** Settles until the newest checkpoint is anchored. */
  async anchored(): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until) {
      await this.notary.anchorPending();
      if (this.store.latestCheckpoint()?.anchored) return;
      await sleep(50);
    }
    throw new Error('not anchored in time');
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
