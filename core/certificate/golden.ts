/**
 * The golden certificates of template 1: made from evidence that is written down here, so that each build can show, before
 * it judges anybody's page, that it makes the very bytes that the template stands for.
 */
import { toBase64, toHex, utf8 } from '../bytes.ts';
import { checkpointText, originOf, proofBytes } from '../checkpoint.ts';
import { type Crypto, ed25519PublicKey, ed25519Sign } from '../crypto.ts';
import { type EvidenceSet, evidenceBytes, parseEvidenceSet, pendingNote, pendingNoteText } from '../evidence.ts';
import { allFacts, type Facts } from '../facts.ts';
import { leafHash } from '../merkle.ts';
import { cosign, KEY_TYPE, type NoteSigner, signNote, verifierKey } from '../note.ts';
import { claimHashes, disclose, recordBytes } from '../record.ts';
import { currentTemplate } from '../template.ts';

/** The plain one has every kind of row; the rare one needs the face for rare characters; the paper one has codes. */
export type GoldenName = 'plain' | 'rare' | 'paper';

/** SHA-256 of the golden certificates, hex. They change with the template and never without it. */
export const GOLDEN_SHA256: Readonly<Record<GoldenName, string>> = {
  plain: 'fc8030f151d375cf9df7eca6602fe734d0c9dea5f4821ab83e0e95c3470492e2',
  rare: 'a310bdd38da828d6276635a4a3a248a1e6652591e50f4784cf754ac016a52c80',
  paper: '32e9f5ab823b763ffbda6c8495b0bdfc09933f6e30549e81b931906ab99793b8',
};

const GOLDEN_FACTS: Readonly<Record<GoldenName, Partial<Facts>>> = {
  plain: {
    holder: '示例科技（北京）有限公司 Example Технологии Παράδειγμα',
    holderIdMasked: '9111**********0X',
    operator: 'Zoë Łukasiewicz',
    title: '采购合同《二〇二六》— “golden” 😀',
    fileName: '采购合同 2026.pdf',
    kind: 'contract',
    number: 'No. 2026-0001',
    parties: ['甲方：示例科技（北京）有限公司', '乙方：Ελληνική Εταιρεία', 'Сторона В'],
    date: '2026-01-31',
    money: { amount: '-1234567.80', currency: 'CNY' },
    obtained: '由对方以电子邮件发送',
    pages: 3,
    software: 'Notary Desk',
  },
  rare: { holder: '𠮷野家', title: '한국어 𠀀', fileName: '龘.pdf' },
  paper: { holder: '示例科技（北京）有限公司', fileName: 'contract.pdf' },
};

function signer(seedText: string, crypto: Crypto, type: number, nameOf: (publicKey: Uint8Array) => string): NoteSigner {
  const seed = crypto.sha256(utf8(seedText));
  const publicKey = ed25519PublicKey(seed);
  return {
    key: verifierKey(nameOf(publicKey), type, publicKey, crypto),
    sign: (message) => ed25519Sign(message, seed),
  };
}

function goldenRecord(name: GoldenName, origin: string, crypto: Crypto) {
  let counter = 0;
  const disclosures = disclose(allFacts(GOLDEN_FACTS[name]), (length) => new Uint8Array(length).fill(++counter));
  const leaf = recordBytes({
    v: 1,
    type: 'document',
    id: '019b0000-0000-7000-8000-000000000001',
    origin,
    seq: 1,
    digest: { sha256: toHex(crypto.sha256(utf8(name))) },
    size: 1234567,
    time: '2026-01-31T15:59:59.999Z',
    clock: 'unknown',
    supersedes: '019b0000-0000-7000-8000-000000000000',
    claims: claimHashes(disclosures, crypto),
  });
  return { leaf, disclosures: disclosures.filter(([, fact]) => fact !== 'holderId') };
}

/** The evidence of a golden certificate, from keys that everybody can compute. */
export function goldenEvidence(name: GoldenName, crypto: Crypto): EvidenceSet {
  const log = signer('notary-desk golden log', crypto, KEY_TYPE.ed25519, (key) => originOf(key, crypto));
  const origin = log.key.name;
  const witness = signer('notary-desk golden witness', crypto, KEY_TYPE.cosignatureEd25519, () => `${origin}/witness`);
  const other = signer('notary-desk golden other', crypto, KEY_TYPE.cosignatureEd25519, () => 'witness.example/w1');
  const { leaf, disclosures } = goldenRecord(name, origin, crypto);
  const checkpoint = { origin, size: 1, root: leafHash(leaf, crypto) };
  const text = checkpointText(checkpoint);
  const signatures = [signNote(text, log), cosign(text, 1769875200, witness), cosign(text, 1769875201, other)];
  const chain = { kind: 'golden', id: 'chain-1' };
  const waiting = pendingNoteText(
    { checkpoint, chain, deadline: '2026-02-01T16:00:00.000Z' },
    toBase64(checkpoint.root),
  );
  const evidence = evidenceBytes({
    v: 1,
    page: currentTemplate(crypto, name === 'paper'),
    disclosures,
    keys: [log, witness, other].map(({ key }) => key.text),
    anchors: [],
    pending: pendingNote({ text: waiting, signatures: [signNote(waiting, log)] }),
  });
  const files = { record: leaf, evidence, proof: proofBytes({ index: 0, path: [], note: { text, signatures } }) };
  return parseEvidenceSet(files, crypto);
}
