/** What a pack remembers of its certificates, and whom it names where the holder is withheld. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { canonicalBytes, type Json, parseCanonical } from '../../core/formats/canonical.ts';
import { type TrustBundle, trustBundleBytes } from '../../core/formats/trust.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { namesOneOf, refuseNamedByChain } from '../../core/node/desk/handover/withheld.ts';
import { Notary } from '../../core/notary.ts';
import type { StoredRecord } from '../../core/ports.ts';
import { badInput as en } from '../../core/words/en/bad-input.ts';
import { badInput as zh } from '../../core/words/zh/bad-input.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { needs } from '../foreign/pdf-programs.ts';
import { testFolder } from './support/folder.ts';
import { EVERYTHING } from './support/query.ts';

const HOLDER = 'Blue Sea Lantern';

beforeAll(async () => {
  await buildVerifier(join(import.meta.dirname, '../../dist/notary-check.html'));
});

/** A desk with a sealed record. */
async function opened() {
  const dir = testFolder();
  const holder = { name: HOLDER, creditCode: null, operator: null };
  const options = { home: join(dir, 'home'), version: '9.9.9', oldRuntime: false, program: 'test' };
  const { desk } = await Desk.init(options, { language: 'en', holder });
  onTestFinished(() => desk.close());
  writeFileSync(join(dir, 'a.txt'), 'the document');
  const [item] = await desk.intake({ paths: [join(dir, 'a.txt')], again: false }).done;
  const id = item?.recordId ?? '';
  await desk.seal();
  const pack = (more: object = {}) =>
    desk.packs.pack({ ids: [id], withhold: [], documents: false, trust: null, path: join(dir, 'a.zip'), ...more });
  return { dir, desk, id, pack };
}

describe('a pack', () => {
  it('remembers a certificate as provisional when the chain confirms it while the page is made', async () => {
    const { desk, id, pack } = await opened();
    const real = Notary.prototype.record;
    let asked = 0;
    const spy = vi.spyOn(Notary.prototype, 'record').mockImplementation(function (this: Notary, of: string) {
      return asked > 0 ? real.call(this, of) : { ...real.call(this, of), state: 'sealed' };
    });
    const evidence = Notary.prototype.evidence;
    const made = vi.spyOn(Notary.prototype, 'evidence').mockImplementation(function (this: Notary, ...args) {
      const files = evidence.apply(this, args);
      // confirmed as soon as somebody waits
      if (args[1] !== undefined) void Promise.resolve().then(() => asked++);
      return files;
    });
    onTestFinished(() => {
      spy.mockRestore();
      made.mockRestore();
    });
    await pack();
    expect(asked).toBe(1);
    expect(desk.record(id).certificates).toMatchObject([{ final: false, paper: false }]);
  });

  it('names a withheld holder in no bundle, report or cover, whichever bundles were accepted', async (context) => {
    needs(context, 'unzip', 'pdftotext');
    const { dir, desk, pack } = await opened();
    const own = desk.verification.ownBundle();
    const bundle = (name: string, change: Partial<TrustBundle>) => {
      const path = join(dir, `${name}.trust.json`);
      writeFileSync(path, trustBundleBytes({ ...own, name, ...change }));
      return path;
    };
    const asMember = own.witnesses.map((one) => ({ ...one, controller: 'm', organisation: 'BLUE SEALANTERN' }));
    const paths = [
      bundle('Consortium', { policy: { witnesses: 2, chains: 0 } }),
      bundle('Alias', {
        logs: own.logs.map((log) => ({ ...log, organisation: 'Somebody', controller: 's' })),
        witnesses: [],
      }),
      bundle('Member', { logs: [], witnesses: asMember }),
      bundle('Stranger', { logs: [], witnesses: [] }),
    ];
    for (const path of paths) desk.verification.accept({ path, fingerprint: null, typed: null });
    const everything = async (withhold: readonly string[]) => {
      await pack({ withhold });
      const folder = join(dir, `unpacked-${withhold.length}`);
      execFileSync('unzip', ['-qq', join(dir, 'a.zip'), '-d', folder]);
      const texts = ['0-cover.pdf', '1/report.pdf', '1/certificate.pdf', '1/custody.pdf'].map((name) =>
        execFileSync('pdftotext', [join(folder, name), '-'], { encoding: 'utf8' }),
      );
      const json = execFileSync('sh', ['-c', 'cat 1/*.json trust/*; ls trust'], { cwd: folder, encoding: 'utf8' });
      return [json, ...texts].join('\n').replace(/\s+/g, '').toLowerCase();
    };
    expect(await everything([])).toContain('blueseala');
    const text = await everything(['holder']);
    expect(text).not.toContain('blueseala');
    expect(text).not.toContain('somebody');
    expect(text).toContain('other-1.trust.json');
    expect(text).not.toContain('other-2.trust.json');
    await expect(pack({ withhold: ['holder'], trust: [paths[0]] })).rejects.toThrow(
      expect.objectContaining({ code: 'bad-input', details: { reason: 'names-holder' } }),
    );
  });
});

describe('the holder in the anchors of a chain', () => {
  const record = { id: 'r', disclosures: [['s', 'holder', HOLDER]] } as unknown as StoredRecord;
  const files = (organisation: string, disclosures: readonly [string, string, string][] = []) => ({
    evidence: canonicalBytes({ anchors: [{ data: { registration: { organisation } } }], disclosures }),
  });

  it('refuses what withholds the holder, with words that say why', () => {
    const details = { id: 'r', reason: 'chain-names-holder' };
    expect(() => refuseNamedByChain(record, files(HOLDER))).toThrow(
      expect.objectContaining({ code: 'bad-input', details }),
    );
    expect(en(details)).toContain('has registered the holder by name');
    expect(zh(details)).toContain('已登记其名称');
  });

  it('is refused in a folder of certificates and on paper too, while the others are made', async () => {
    const { dir, desk, id } = await opened();
    writeFileSync(join(dir, 'b.txt'), 'another document');
    await desk.intake({ paths: [join(dir, 'b.txt')], again: false }).done;
    await desk.seal();
    const other = desk.records(EVERYTHING).rows.find((row) => row.id !== id)?.id ?? '';
    const evidence = Notary.prototype.evidence;
    const named = vi.spyOn(Notary.prototype, 'evidence').mockImplementation(function (this: Notary, ...args) {
      const made = evidence.apply(this, args);
      if (args[0] !== id) return made;
      const value = parseCanonical(made.evidence) as unknown as Record<string, Json>;
      return { ...made, evidence: canonicalBytes({ ...value, anchors: [{ data: { organisation: HOLDER } }] }) };
    });
    onTestFinished(() => named.mockRestore());
    const result = await desk.certificates.certify([id, other], ['holder'], join(dir, 'out'));
    expect(result.certificates.map((made) => made.id)).toEqual([other]);
    const refused = { code: 'bad-input', details: { id, reason: 'chain-names-holder' } };
    expect(result.errors).toMatchObject([{ id, error: refused }]);
    desk.settings({ withhold: ['holder'] });
    await expect(desk.certificates.make(id)).rejects.toMatchObject(refused);
  });

  it.each([
    ['blue  sea—LANTERN', true],
    ['Ｂｌｕｅ Ｓｅａ Ｌａｎｔｅｒｎ Ltd', true],
    ['the Lantern notaries', true],
    ['blue-sea-lantern.example/log+1234abcd+AdBWo9Hmm0GZgu8tdJbT2Wq8dFD9NrVpZ3bNFbMhTHUy', true],
    ['Blue Notaries', false],
    ['Lanternist Ltd', false],
    ['desk.example/log+1234abcd+AdBWo9+Lantern/8tdJbT2Wq8dFD9NrVpZ3bNFbMhTHUy', false],
    ['consortium-of-blue-sea-lantern-and-friends', true],
    ['ConsortiumOfBlueSeaLanternAndAllOfItsFriends', true],
    [`${'Q'.repeat(40)}7Lantern7${'Q'.repeat(40)}==`, false],
  ])('is found as facts are, and in no key: %s', (text, expected) => {
    expect(namesOneOf({ chains: [{ members: [[text, 1]] }] }, [HOLDER])).toBe(expected);
  });

  it('is nothing to refuse where the certificate discloses the holder, or another is named', () => {
    refuseNamedByChain(record, files(HOLDER, [['s', 'holder', HOLDER]]));
    refuseNamedByChain(record, files('Somebody'));
  });
});
