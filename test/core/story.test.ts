/** The whole line once, as people go through it: from a file to a verdict that a stranger can check. */
import { expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { ownBundle } from '../../core/formats/trust.ts';
import { onlyKey } from '../../core/formats/trusted.ts';
import { type VerifyOptions, verify } from '../../core/verification/verify.ts';
import { accept, desk, ownWitness, sampleBundle } from './support/evidence.ts';
import { file, makeNotary } from './support/notary.ts';

const CONTRACT = '货物买卖合同：甲方向乙方购买一百台设备。';
const ALTERED = '货物买卖合同：甲方向乙方购买九百台设备。';

it('a contract becomes evidence that a bank vouches for and that fits no other file', async () => {
  // Monday morning: the clerk drops two files on the window; one of them was there before lunch already.
  const { notary, clock, outside } = makeNotary({ outside: 'witness' });
  const [contract, invoice] = notary.add([file(CONTRACT, '合同.pdf'), file('invoice', 'invoice.xml')]);
  const id = contract?.record.id ?? '';
  expect(notary.add([file(CONTRACT)])).toMatchObject([{ existing: true, record: { id } }]);

  // She says what it is, and takes back the invoice, which was the wrong one.
  notary.edit(id, { title: '货物买卖合同', money: { amount: '1280000.00', currency: 'CNY' } });
  notary.withdraw(invoice?.record.id ?? '', 'the wrong file');

  // The desk seals what waits. Its own witness signs at once; the bank's is away, and signs an hour later.
  outside.troubles.push('away');
  expect(notary.seal()?.checkpoint.size).toBe(1);
  await notary.anchorPending();
  expect(notary.record(id).state).toBe('sealed');
  clock.pass(3_600_000);
  await notary.anchorPending();
  expect(notary.record(id).state).toBe('anchored');

  // She sends the certificate without the company's number. Made again next year, it has the same bytes.
  const certificate = notary.evidence(id, ['holderId']);
  notary.add([file('another'), file('and another')]);
  notary.seal();
  await notary.anchorPending();
  clock.pass(365 * 86_400_000);
  expect(notary.evidence(id, ['holderId'])).toEqual(certificate);

  // A stranger checks it, with the bundle of the consortium that he got elsewhere.
  const examine = (options: Partial<VerifyOptions>) =>
    verify(certificate, {
      document: { name: 'contract.pdf', sha256: toHex(nobleCrypto.sha256(utf8(CONTRACT))) },
      trust: [accept(sampleBundle())],
      page: { state: 'identical' },
      ...options,
    });
  const proven = examine({});
  expect(proven).toMatchObject({
    verdict: 'proven',
    provenTime: '2026-11-24T06:38:00.000Z',
    deviceTime: '2026-11-24T05:38:00.250Z',
    withheld: ['holderId'],
    facts: { title: '货物买卖合同', fileName: '合同.pdf', money: { amount: '1280000.00', currency: 'CNY' } },
  });
  expect(proven.signers.filter(({ counts }) => counts).map(({ name }) => name)).toEqual(['浦江银行']);

  // With the altered contract, it is another file.
  const altered = { name: 'contract.pdf', sha256: toHex(nobleCrypto.sha256(utf8(ALTERED))) };
  expect(examine({ document: altered }).verdict).toBe('different-file');

  // On the word of the desk alone it is self-attested; on nobody's word, untrusted.
  const log = { origin: desk.key.name, logKeys: onlyKey(desk.key) };
  const own = ownBundle({ name: 'desk', organisation: '长风', ...log, witnessKeys: [ownWitness.key] });
  expect(examine({ trust: [accept(own)] }).verdict).toBe('self-attested');
  expect(examine({ trust: [] }).verdict).toBe('untrusted');

  // Whoever changes the amount changes a fact that the leaf commits to.
  const text = new TextDecoder().decode(certificate.evidence).replace('1280000.00', '9280000.00');
  const forged = verify(
    { ...certificate, evidence: utf8(text) },
    { document: null, trust: [], page: { state: 'identical' } },
  );
  expect(forged.verdict).toBe('tampered');
});
