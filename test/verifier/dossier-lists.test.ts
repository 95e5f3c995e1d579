// Lists of a dossier that are dropped on the checker page as files of their own: paired by what the record commits to, and added up in steps.
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import type { OpenedItem } from '../../core/dossier/files.ts';
import { makeDossier } from '../../core/dossier/make.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { type Progress, readAll } from '../../renderer/verifier/reading.ts';
import { Session } from '../../renderer/verifier/session.ts';
import { sumsOf } from '../../renderer/verifier/sums.ts';
import { certificateObjects, pdfOf } from '../core/attachments-pdf.ts';
import {
  countedRandom,
  dossierCertificate,
  dossierOf,
  itemsOf,
  members,
  openingAt,
  openingsOf,
} from '../core/support/dossiers.ts';

const made = dossierOf(120, 3);
const other = makeDossier(members(120), countedRandom('other'), nobleCrypto);
const opened = (of: typeof made, index: number): OpenedItem => openingAt(of, index);
const pdf = (files: EvidenceFiles) =>
  pdfOf(certificateObjects(undefined, files as Parameters<typeof certificateObjects>[1]));
const CERTIFICATE = new File([new Uint8Array(pdf(dossierCertificate(made)))], 'pool.pdf');
const ITEMS = new File([new Uint8Array(itemsOf(made))], 'items (1).json');
const OPENINGS = new File([new Uint8Array(openingsOf({ openings: [opened(made, 7)] }))], 'openings.json');
const OTHER = new File([new Uint8Array(itemsOf(other))], 'items.json');

async function dropped(...files: readonly File[]) {
  const session = new Session();
  const seen: Progress[] = [];
  for (const file of files)
    for (const one of await readAll(file, (now) => seen.push(now), new AbortController().signal)) session.add(one);
  return { session, seen };
}

const states = (session: Session) =>
  session.outcomes().map(({ certificate, document, report }) => ({
    certificate,
    document,
    beside: report?.dossier?.beside,
    ...Object.fromEntries(
      (report?.checks ?? [])
        .filter(({ name }) => ['items', 'totals', 'openings'].includes(name))
        .map(({ name, state }) => [name, state]),
    ),
  }));

describe('lists of a dossier on the checker page', () => {
  it.each([
    ['before the certificate', [ITEMS, OPENINGS, CERTIFICATE]],
    ['behind it', [CERTIFICATE, OPENINGS, ITEMS]],
  ])('that are dropped %s are checked with it', async (_, files) => {
    const { session, seen } = await dropped(...files);
    expect(states(session)).toEqual([
      {
        certificate: 'pool.pdf',
        document: null,
        beside: ['items.json', 'openings.json'],
        ...{ items: 'passed', totals: 'passed', openings: 'passed' },
      },
    ]);
    expect(seen.filter(({ total }) => total === 123).map(({ done }) => done)).toEqual([0, 50, 100, 120]);
  });

  it('change neither the number of the certificate nor what it says without them', async () => {
    const numberOf = ({ session }: { session: Session }) => session.outcomes()[0]?.report?.certificateNumber;
    expect(numberOf(await dropped(CERTIFICATE, ITEMS))).toBe(numberOf(await dropped(CERTIFICATE)));
    const { session } = await dropped(CERTIFICATE);
    expect(states(session)).toMatchObject([{ beside: [], items: 'not-run', totals: 'not-run', openings: 'absent' }]);
    session.clear();
    expect(session.isEmpty).toBe(true);
  });

  it('of another dossier, or alone, are documents like any other', async () => {
    const { session } = await dropped(CERTIFICATE, OTHER);
    expect(states(session)).toMatchObject([{ document: 'items.json', beside: [], items: 'not-run' }]);
    // the one that belongs to it is found beside another
    const both = await dropped(CERTIFICATE, OTHER, ITEMS);
    expect(states(both.session)).toMatchObject([{ document: 'items.json', beside: ['items.json'], items: 'passed' }]);
    const alone = await dropped(ITEMS);
    expect(alone.session.outcomes()).toMatchObject([{ certificate: null, document: 'items (1).json' }]);
    expect(alone.session.isEmpty).toBe(false);
  });

  it('with a commitment that is none fail as they do at once', async () => {
    const text = new TextDecoder().decode(itemsOf(made));
    const commitment = made.lists.items.tree.items[99]?.[1] ?? '';
    const bytes = new TextEncoder().encode(text.replace(commitment, 'ff'.repeat(32)));
    const sums = await sumsOf(bytes, () => {}, new AbortController().signal);
    expect(() => sums?.('items', [])).toThrow('not an element');
    expect(sums?.('credits', []).get('CNY')?.count).toBeGreaterThan(0);
    expect(await sumsOf(new TextEncoder().encode('{}'), () => {}, new AbortController().signal)).toBeNull();
  });

  it('are no longer added up once that is cancelled', async () => {
    const stop = new AbortController();
    const adding = sumsOf(itemsOf(made), (done) => done > 0 && stop.abort(), stop.signal);
    await expect(adding).rejects.toMatchObject({ code: 'cancelled' });
  });
});
