/** Records with a profile go the whole way beside plain documents: intake, list, search, edit, sealing, evidence, page, window. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { comparePage, makeCertificate } from '../../../core/certificate/index.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { ATTACHMENT_NAMES, type EvidenceFiles, parseEvidenceSet } from '../../../core/formats/evidence.ts';
import { ownBundle } from '../../../core/formats/trust.ts';
import { main } from '../../../core/node/cli/main.ts';
import { DOCUMENT, PROFILES, RECORD_KINDS, type RecordKind } from '../../../core/records/index.ts';
import { DELIVERY, INVOICE, PAYMENT, WAREHOUSE_RECEIPT } from '../../../core/records/profiles/index.ts';
import { type VerifyOptions, verify } from '../../../core/verification/verify.ts';
import { FactList } from '../../../renderer/components/fact-list.tsx';
import { startTexts } from '../../../renderer/texts/i18n.ts';
import { sampleFonts } from '../../core/certificate-samples.ts';
import { accept } from '../../core/support/evidence.ts';
import { outcome } from '../../core/support/outcome.ts';
import { deskOf } from '../lot/desk.ts';

vi.hoisted(() => vi.stubGlobal('window', { notary: { onEvent: () => {} } }));

const READER = { reader: 'ubl-2.1', v: 1 };
const QUERY = {
  states: [],
  kind: null,
  from: null,
  to: null,
  sort: 'seq',
  descending: false,
  offset: 0,
  limit: 9,
} as const;

/** Facts of each profile, and a text by which only it is found. */
const SAMPLES: readonly (readonly [kind: RecordKind, facts: Record<string, Json>, found: string])[] = [
  [
    INVOICE,
    { buyer: 'Muster Handels GmbH', money: { amount: '113', currency: 'EUR' }, tax: '13', number: 'R-17' },
    'Muster',
  ],
  [DELIVERY, { goods: '离心泵', quantity: '12.5', unit: '台', number: 'L-17' }, '离心泵'],
  [PAYMENT, { payee: '示例贸易', reference: 'RF18 5390', number: 'Z-17' }, '5390'],
  [WAREHOUSE_RECEIPT, { depositor: '电解铜行', place: '洋山 3 库', number: 'C-17' }, '洋山'],
];

const intake = (kind: RecordKind, facts: Record<string, Json>, mark: string) => ({
  kind: kind.key,
  digest: { sha256: mark.repeat(64) },
  size: 1,
  path: null,
  facts: { fileName: `${mark}.xml`, ...facts, read: { ...READER, names: ['number'] } },
  supersedes: null,
});

it('has a sample of every profile', () => {
  expect(SAMPLES.map(([kind]) => kind)).toEqual(PROFILES);
});

describe.each(SAMPLES.map(([kind, facts, found]) => [kind.key, kind, facts, found] as const))(
  '%s',
  (_, kind, facts, found) => {
    async function sealed() {
      const desk = await deskOf(RECORD_KINDS);
      const plain = { ...intake(DOCUMENT, {}, 'a'), facts: { fileName: 'plain.pdf' } };
      const [added] = desk.notary.add([intake(kind, facts, 'b'), plain]);
      const id = added?.record.id ?? '';
      desk.notary.seal();
      await desk.notary.anchorPending();
      const { origin, logKeys, witness } = desk.keys;
      const bundle = ownBundle({ name: 'desk', organisation: 'desk', origin, logKeys, witnessKeys: [witness.key] });
      const judged = (files: EvidenceFiles, options: Partial<VerifyOptions> = {}) => {
        const document = { name: 'b.xml', sha256: 'b'.repeat(64) };
        const page = { state: 'not-run', reason: 'no-page' } as const;
        return verify(files, { document, trust: [accept(bundle)], page, ...options });
      };
      return { ...desk, id, judged };
    }

    it('is kept, listed and found by its own facts beside plain documents', async () => {
      const { store, id, release } = await sealed();
      expect(store.get(id)?.disclosures.map(([, name]) => name)).toEqual(kind.names);
      const rows = (search: string) =>
        store.query({ ...QUERY, search }).rows.map((row) => [row.kind, row.facts.number]);
      expect(rows(found)).toEqual([[kind.key, facts.number]]);
      expect(rows('')).toEqual([
        [kind.key, facts.number],
        ['document', null],
      ]);
      release();
    });

    it('is no longer read from the document where it was typed over', async () => {
      const { notary, store, release } = await deskOf(RECORD_KINDS);
      const [added] = notary.add([intake(kind, facts, 'c')]);
      const before = added?.record.disclosures ?? [];
      const after = notary.edit(added?.record.id ?? '', { number: 'X-1' }).disclosures;
      const changed = after.filter(([salt], i) => salt !== before[i]?.[0]).map(([, name, value]) => [name, value]);
      expect(changed).toEqual([
        ['number', 'X-1'],
        ['read', null],
      ]);
      expect(store.query({ ...QUERY, search: 'X-1' }).total).toBe(1);
      release();
    });

    it('is sealed with a leaf of version 2, and withholds any of its names', async () => {
      const { notary, id, judged, release } = await sealed();
      const report = judged(notary.evidence(id));
      expect(report).toMatchObject({ verdict: 'self-attested', record: { kind: kind.key }, facts });
      expect(report.read).toEqual({ ...READER, names: ['number'], differing: [] });
      // an id that is not stated is shown to be absent by its masked form
      for (const name of kind.names.filter((one) => one !== 'holderId')) {
        const { verdict, withheld } = judged(notary.evidence(id, [name]));
        expect([verdict, withheld.includes(name)]).toEqual(['self-attested', true]);
      }
      release();
    });

    it('is misstated where the document says otherwise', async () => {
      const { notary, id, judged, release } = await sealed();
      const found = (number: Json) =>
        ({ state: 'read', readers: [READER], found: [{ ...READER, facts: { number } }] }) as const;
      const verdicts = [facts.number ?? null, 'other'].map(
        (number) => judged(notary.evidence(id), { reading: found(number) }).verdict,
      );
      expect(verdicts).toEqual(['self-attested', 'misstated']);
      release();
    });

    it('has a page of its own, and is newer for a program of version 1', async () => {
      const { notary, id, judged, release } = await sealed();
      const files = notary.evidence(id);
      const set = parseEvidenceSet(files, nobleCrypto);
      const pdf = await makeCertificate(set, sampleFonts(), nobleCrypto);
      expect(await comparePage(pdf, set, sampleFonts(), nobleCrypto)).toEqual({ state: 'identical' });
      const older = judged(files, { recordKinds: [DOCUMENT] });
      expect([older.verdict, older.checks[0]?.reason]).toEqual(['unreadable', 'newer-version']);
      release();
    });

    it('is shown and verified on the command line by the names of its kind', async () => {
      const { notary, home, id, release } = await sealed();
      const files = notary.evidence(id);
      release();
      const folder = join(home, '../evidence');
      mkdirSync(folder);
      for (const part of ['record', 'evidence', 'proof'] as const)
        writeFileSync(join(folder, ATTACHMENT_NAMES[part]), files[part]);
      const said: string[] = [];
      const terminal = { out: (text: string) => void said.push(text), err: () => {}, showsProgress: false };
      for (const args of [
        ['show', id],
        ['verify', folder],
      ])
        await main([...args, '--home', home, '--lang', 'en'], terminal);
      const label = kind.words.en.facts.number;
      expect(said.join('').split(`${label}: ${facts.number}`)).toHaveLength(3);
      expect(said.join('')).toContain(`${label} (by the reader ubl-2.1, version 1)`);
    });

    it('is shown in the window by the names of its kind, with what was read', () => {
      startTexts('en');
      const all = { ...facts, read: { ...READER, names: ['number'] } };
      const readState = (name: string) => (name === 'number' ? 'same' : null);
      const html = renderToStaticMarkup(createElement(FactList, { kind: kind.key, facts: all, readState }));
      expect(html).toContain(`<dt>${kind.words.en.facts.number}</dt><dd>${facts.number} <span`);
      expect(html).toContain('read again from the file, the same');
      expect(html).not.toMatch(/undefined|\[object/);
    });
  },
);

it('refuses amounts without their currency, before anything is kept', async () => {
  const { notary, store, release } = await deskOf(RECORD_KINDS);
  expect(outcome(() => notary.add([intake(INVOICE, { tax: '1', number: 'R-1' }, 'd')]))).toBe('malformed');
  const [added] = notary.add([intake(INVOICE, SAMPLES[0]?.[1] ?? {}, 'e')]);
  expect(outcome(() => notary.edit(added?.record.id ?? '', { money: null }))).toBe('bad-input');
  expect(store.query({ ...QUERY, search: '' }).total).toBe(1);
  release();
});
