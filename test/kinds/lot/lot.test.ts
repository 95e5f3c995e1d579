/**
 * A kind of record that the program does not have, brought along as one entry of the table: it goes through everything a
 * document goes through, and a program without the entry calls it newer, never altered.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTACHMENT_NAMES, type EvidenceFiles, evidenceBytes, parseEvidence } from '../../../core/formats/evidence.ts';
import { ownBundle } from '../../../core/formats/trust.ts';
import { main } from '../../../core/node/cli/main.ts';
import { KINDS as DESK_KINDS } from '../../../core/node/desk/kinds.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { Notary } from '../../../core/notary.ts';
import { DOCUMENT, parseRecord, RECORD_KINDS, type RecordKind } from '../../../core/records/index.ts';
import type { ShownFact } from '../../../core/records/list-facts.ts';
import { type VerifyOptions, verify } from '../../../core/verification/verify.ts';
import { accept } from '../../core/support/evidence.ts';
import { outcome } from '../../core/support/outcome.ts';
import { lotDesk, RICE } from './desk.ts';
import { KINDS, LOT } from './kind.ts';

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
const document = (text: string) => ({
  digest: { sha256: text.repeat(64) },
  size: 1,
  path: null,
  facts: { fileName: `${text}.pdf` },
  supersedes: null,
});

/** A lot and a document, sealed and anchored together. */
async function sealedLot() {
  const desk = await lotDesk();
  const [lot] = desk.notary.add([RICE, document('a')]);
  const id = lot?.record.id ?? '';
  desk.notary.seal();
  await desk.notary.anchorPending();
  const bundle = ownBundle({
    name: 'desk',
    organisation: '江南样例粮库',
    origin: desk.keys.origin,
    logKeys: desk.keys.logKeys,
    witnessKeys: [desk.keys.witness.key],
  });
  const judged = (files: EvidenceFiles, options: Partial<VerifyOptions> = {}) =>
    verify(files, {
      document: null,
      trust: [accept(bundle)],
      page: { state: 'not-run', reason: 'no-page' },
      recordKinds: KINDS,
      ...options,
    });
  return { ...desk, id, judged };
}

describe('intake and store', () => {
  it('keep a record without a document, and never take it for one that is known', async () => {
    const { notary, store, release } = await lotDesk();
    const [first, second, , again] = notary.add([RICE, RICE, document('a'), document('a')]);
    expect([first?.existing, second?.existing, again?.existing]).toEqual([false, false, true]);
    expect(store.get(first?.record.id ?? '')).toMatchObject({
      kind: LOT.key,
      digest: null,
      size: null,
      fields: { sacks: { count: 300 } },
    });
    expect(first?.record.disclosures.map(([, name]) => name)).toEqual(LOT.names);
    release();
  });

  it('refuse facts and members that a verifier would refuse', async () => {
    const { notary, release } = await lotDesk();
    expect(outcome(() => notary.add([{ ...RICE, facts: { tonnes: 0 } }]))).toBe('malformed');
    const [without] = notary.add([{ ...RICE, fields: {} }]);
    expect(notary.seal()).toBe(null);
    expect(notary.unsealable(false, 10)).toEqual([without?.record.id]);
    notary.add([RICE]);
    expect(notary.seal()?.checkpoint.size).toBe(1);
    release();
  });

  it('change a fact before sealing, with a new salt', async () => {
    const { notary, release } = await lotDesk();
    const [added] = notary.add([RICE]);
    const before = added?.record.disclosures ?? [];
    const after = notary.edit(added?.record.id ?? '', { title: '早籼稻' }).disclosures;
    expect(after.filter((one, i) => one[0] !== before[i]?.[0])).toMatchObject([
      [expect.any(String), 'title', '早籼稻'],
    ]);
    release();
  });

  it('list and search it by the names that its kind has searched', async () => {
    const { notary, store, release } = await lotDesk();
    notary.add([document('b'), RICE]);
    const found = (search: string) => store.query({ ...QUERY, search }).rows.map(({ kind }) => kind);
    expect([found('籼稻'), found('Nord'), found('29001'), found('Notary')]).toEqual([
      [LOT.key],
      [LOT.key],
      [LOT.key],
      [],
    ]);
    const [, row] = store.query({ ...QUERY, search: '' }).rows;
    expect(row).toMatchObject({
      kind: LOT.key,
      size: null,
      sha256: '',
      facts: { silo: 'Nord', tonnes: 15, fileName: null },
    });
    release();
  });
});

describe('evidence and verification', () => {
  it('carry the leaf of its kind, and the document check says that there is none', async () => {
    const { notary, id, judged, release } = await sealedLot();
    const files = notary.evidence(id);
    expect(parseRecord(files.record, KINDS)).toMatchObject({
      v: 2,
      type: 'lot',
      profile: 'grain',
      sacks: { count: 300 },
    });
    expect(parseRecord(files.record, KINDS)).not.toHaveProperty('digest');
    const report = judged(files, { document: { name: 'a.pdf', sha256: 'a'.repeat(64) } });
    expect(report).toMatchObject({
      verdict: 'self-attested',
      fileChecked: false,
      digest: null,
      record: { kind: LOT.key, size: null },
      facts: { silo: 'Nord', tonnes: 15 },
    });
    expect(report.checks.find(({ name }) => name === 'document')).toMatchObject({
      state: 'not-run',
      reason: 'no-digest',
    });
    release();
  });

  it('withhold any of its names and open no other', async () => {
    const { notary, id, judged, release } = await sealedLot();
    for (const name of LOT.names) {
      const report = judged(notary.evidence(id, [name]));
      expect(report).toMatchObject({ verdict: 'self-attested', withheld: [name] });
    }
    release();
  });

  it('see a changed fact, and refuse a name of another kind', async () => {
    const { notary, id, judged, release } = await sealedLot();
    const files = notary.evidence(id);
    const evidence = parseEvidence(files.evidence, nodeCrypto, LOT);
    const changed = (change: (name: string) => string, value?: number) => ({
      ...files,
      evidence: evidenceBytes({
        ...evidence,
        disclosures: evidence.disclosures.map(
          ([salt, name, stated]) =>
            [salt, change(name), name === 'tonnes' && value !== undefined ? value : stated] as ShownFact,
        ),
      }),
    });
    expect(judged(changed((name) => name, 16)).verdict).toBe('tampered');
    expect(judged(changed((name) => (name === 'silo' ? 'fileName' : name))).verdict).toBe('unreadable');
    release();
  });
});

describe('a program whose table lacks the entry', () => {
  const reason = (report: ReturnType<typeof verify>) => report.checks[0]?.reason;

  it.each<readonly [string, readonly RecordKind[]]>([
    ['its type, version and profile', RECORD_KINDS],
    ['its profile', [DOCUMENT, { ...LOT, profile: 'timber' }]],
    ['its version', [DOCUMENT, { ...LOT, v: 3 }]],
    ['its type', [DOCUMENT, { ...LOT, type: 'batch' }]],
    ['every kind', []],
  ])('calls the certificate newer, never altered: without %s', async (_, kinds) => {
    const { notary, id, judged, release } = await sealedLot();
    const report = judged(notary.evidence(id), { recordKinds: kinds });
    expect([report.verdict, reason(report)]).toEqual(['unreadable', 'newer-version']);
    release();
  });

  it('lists it, and neither seals nor shows what it does not know', async () => {
    const { notary, parts, store, release } = await lotDesk();
    const [added] = notary.add([RICE]);
    const older = new Notary(parts);
    expect(store.query({ ...QUERY, search: '' }).total).toBe(1);
    expect([older.seal(), older.unsealable(false, 10)]).toEqual([null, [added?.record.id]]);
    expect(store.get(added?.record.id ?? '')?.state).toBe('recorded');
    release();
  });
});

describe('on the command line', () => {
  const call = async (args: readonly string[], records: readonly RecordKind[] = KINDS) => {
    const said: string[] = [];
    const terminal = { out: (text: string) => void said.push(text), err: () => {}, showsProgress: false };
    const code = await main([...args, '--lang', 'en'], terminal, { ...DESK_KINDS, records });
    return { code, out: said.join('') };
  };

  it('it is sealed, listed, shown and verified by the names of its kind', async () => {
    const { home, notary, release } = await lotDesk();
    const id = notary.add([RICE])[0]?.record.id ?? '';
    release();
    expect((await call(['seal', '--home', home])).code).toBe(0);
    expect((await call(['list', '--home', home])).out).toContain('晚籼稻');
    const shown = await call(['show', id, '--home', home]);
    expect(shown.out).toContain('Silo: Nord');
    expect(shown.out).not.toContain('SHA-256');
  });

  it('its evidence is verified, and is newer for an older program', async () => {
    const { home, notary, id, release } = await sealedLot();
    const files = notary.evidence(id, ['tonnes']);
    const folder = join(home, '../evidence');
    mkdirSync(folder);
    for (const part of ['record', 'evidence', 'proof'] as const)
      writeFileSync(join(folder, ATTACHMENT_NAMES[part]), files[part]);
    release();
    const report = await call(['verify', folder, '--home', home]);
    expect(report.out).toContain('Silo: Nord');
    expect(report.out).toContain('Tonnes');
    expect(report.out).not.toContain('Tonnes: 15');
    const older = await call(['verify', folder, '--home', home], RECORD_KINDS);
    expect(older.code).toBe(23);
    expect(older.out).toContain('[unreadable]');
  });

  it('its facts can be withheld by name', async () => {
    const wrong = await call(
      ['certify', '--all', '--out', 'x', '--withhold', 'silo', '--home', '/nowhere'],
      RECORD_KINDS,
    );
    const right = await call(['certify', '--all', '--out', 'x', '--withhold', 'silo', '--home', '/nowhere']);
    expect([wrong.code, right.code]).toEqual([64, 70]);
  });
});
