/**
 * A kind of anchor that only tests know: a ledger whose one operator signs each of its blocks. A block holds the SHA-256
 * of one checkpoint's text; a trust bundle's epochs name the operator.
 */
import type { AnchorVerifier } from '../../../core/anchors/kind.ts';
import { type Crypto, ed25519PublicKey, ed25519Sign } from '../../../core/crypto.ts';
import { NotaryError } from '../../../core/errors.ts';
import { fromBase64, toBase64, toHex, utf8 } from '../../../core/formats/bytes.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { type Decoder, integer, list, object, text } from '../../../core/formats/decoder.ts';
import type { Anchor } from '../../../core/formats/evidence.ts';
import { instant } from '../../../core/records/record.ts';

export const LEDGER = 'test-ledger';

/** One block as the operator signed it. */
export interface LedgerBlock {
  readonly chain: string;
  readonly height: number;
  readonly time: string;
  /** SHA-256 of the checkpoint's text, hex. */
  readonly checkpoint: string;
  /** Ed25519, base64. */
  readonly key: string;
  readonly signature: string;
}

const bytes: Decoder<string> = (value, at) => toBase64(fromBase64(text(88)(value, at)));

export const readBlock = object<LedgerBlock>({
  chain: text(64, /^[A-Za-z0-9._-]+$/),
  height: integer(1),
  time: instant,
  checkpoint: text(64, /^[0-9a-f]{64}$/),
  key: bytes,
  signature: bytes,
});

const message = ({ chain, height, time, checkpoint }: Omit<LedgerBlock, 'key' | 'signature'>) =>
  utf8(`${LEDGER}/v1\n${chain}\n${height}\n${time}\n${checkpoint}\n`);

export function signBlock(block: Omit<LedgerBlock, 'key' | 'signature'>, seed: Uint8Array): LedgerBlock {
  const key = toBase64(ed25519PublicKey(seed));
  return { ...block, key, signature: toBase64(ed25519Sign(message(block), seed)) };
}

export function ledgerAnchor(block: LedgerBlock): Anchor {
  return { kind: LEDGER, [LEDGER]: { ...block } };
}

const blockOf = (anchor: Anchor) => readBlock(anchor[LEDGER], LEDGER);

interface Operator {
  readonly organisation: string;
  readonly controller: string;
  readonly key: string;
}

const readOperators = list(
  object<Operator>({ organisation: text(200), controller: text(200), key: bytes }),
  1,
  1,
) satisfies Decoder<readonly Operator[]>;

const operatorOf = (epochs: readonly Json[]) => readOperators(epochs, 'epochs')[0];

const keyHash = (key: string, crypto: Crypto) => toHex(crypto.sha256(fromBase64(key)));
const quorum = (have: number) => ({ have, need: 1, all: 1 });

export const ledgerVerifier: AnchorVerifier = {
  kind: LEDGER,
  shows: 'block',
  checkEpochs: (epochs) => void readOperators(epochs, 'epochs'),
  chainId: (anchor) => blockOf(anchor).chain,
  check(anchor, { noteText }, crypto) {
    try {
      const block = blockOf(anchor);
      if (block.checkpoint !== toHex(crypto.sha256(utf8(noteText))))
        return { state: 'failed', reason: 'other-checkpoint', detail: 'ledger: about another checkpoint' };
      const holds = crypto.verifyEd25519(fromBase64(block.signature), message(block), fromBase64(block.key));
      return holds
        ? { state: 'passed', reason: 'ok', detail: `ledger ${block.chain}: block ${block.height} holds` }
        : { state: 'failed', reason: 'bad-signature', detail: 'ledger: the signature does not hold' };
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      return { state: 'failed', reason: 'damaged', detail: `ledger: ${error.message}` };
    }
  },
  statement(anchor, crypto) {
    const { chain, height, time, key, ...block } = blockOf(anchor);
    return {
      shows: 'block',
      chain,
      height,
      time,
      timeTemplate1: time,
      block: toHex(crypto.sha256(message({ chain, height, time, ...block }))),
      transaction: null,
      signers: [{ fingerprint: keyHash(key, crypto), name: null, time }],
      members: 1,
      registeredAs: null,
      quorum: quorum(1),
    };
  },
  judge(anchor, _subject, chain, { controller }, crypto) {
    const { key, time, height } = blockOf(anchor);
    const operator = operatorOf(chain.epochs);
    const named = operator?.key === key ? operator : null;
    const met = named !== null && named.controller !== controller;
    const fingerprint = keyHash(key, crypto);
    const name = named?.organisation ?? fingerprint;
    const signers = [{ name, role: 'member' as const, time, fingerprint, named: named !== null, counts: met }];
    return { met, signers, time, quorum: quorum(met ? 1 : 0), detail: `block ${height}` };
  },
  registeredLog: () => null,
};
