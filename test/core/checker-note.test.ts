/** Where a certificate says that a checker is to be had: only what the log signed counts, and is printed. */
import { describe, expect, it } from 'vitest';
import { renderCertificate } from '../../core/certificate/make.ts';
import { readStatement } from '../../core/certificate/statement.ts';
import { template2 } from '../../core/certificate/template-2/index.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { checkerNote, parseCheckerNote } from '../../core/formats/checker-note.ts';
import { type EvidenceFiles, parseEvidenceSet } from '../../core/formats/evidence.ts';
import { pageOf, readPage, TEMPLATE_1 } from '../../core/formats/template.ts';
import { checkSettings, DEFAULT_SETTINGS, readSettings } from '../../core/node/desk/settings.ts';
import { verify } from '../../core/verification/verify.ts';
import { sampleFonts } from './certificate-samples.ts';
import { desk, makeEvidence, sampleBundle } from './support/evidence.ts';
import { logSigner } from './support/keys.ts';
import { outcome } from './support/outcome.ts';

const WHERE = 'https://example.com/核验';
const NOTE = checkerNote(desk.key.name, WHERE, desk);

function answer(files: EvidenceFiles) {
  const page = { state: 'not-run', reason: 'no-page' } as const;
  const trust = [{ bundle: sampleBundle(), fingerprint: '0'.repeat(64), compared: true }];
  const { verdict, checks } = verify(files, { document: null, trust, page });
  return [verdict, checks.find(({ name }) => name === 'log-signature')?.reason];
}

describe('a note about checkers', () => {
  it('gives back what was signed', () => {
    expect(parseCheckerNote(NOTE)).toMatchObject({ origin: desk.key.name, checker: WHERE });
  });

  it('is no sort of failure where there is none, or a good one', () => {
    expect(answer(makeEvidence())).toEqual(['self-attested', 'ok']);
    expect(answer(makeEvidence({ checker: NOTE }))).toEqual(['self-attested', 'ok']);
  });

  it.each([
    ['another text than was signed', NOTE.replace('example.com', 'example.org'), 'bad-signature'],
    ['signed by somebody else', checkerNote(desk.key.name, WHERE, logSigner('stranger')), 'bad-signature'],
    ['about another log', checkerNote(`desk/${'0'.repeat(64)}`, WHERE, desk), 'bad-signature'],
    ['signed twice', `${NOTE}${NOTE.split('\n').at(-2)}\n`, 'bad-signature'],
    ['with characters that cannot be seen', checkerNote(desk.key.name, 'a\u202eb', desk), 'damaged'],
    ['with a line more', checkerNote(desk.key.name, 'a\nb', desk), 'damaged'],
    ['too long', checkerNote(desk.key.name, 'c'.repeat(201), desk), 'damaged'],
    ['no note', WHERE, 'damaged'],
  ])('makes a certificate altered: %s', (_, checker, reason) => {
    const files = makeEvidence({ checker });
    expect(answer(files)).toEqual(['tampered', reason]);
    expect(outcome(() => readStatement(parseEvidenceSet(files, nobleCrypto), nobleCrypto))).toBe('malformed');
  });

  it('is unknown to template 1', () => {
    const page = pageOf(TEMPLATE_1, nobleCrypto, false, NOTE);
    expect(outcome(() => readPage(nobleCrypto)(page, 'page'))).toBe('malformed');
  });

  it('stands on the page', async () => {
    const set = parseEvidenceSet(makeEvidence({ checker: NOTE }), nobleCrypto);
    const without = parseEvidenceSet(makeEvidence(), nobleCrypto);
    const pages = await Promise.all(
      [set, without].map((one) => renderCertificate(one, template2, sampleFonts(), nobleCrypto)),
    );
    expect(readStatement(set, nobleCrypto).checker).toBe(WHERE);
    expect(readStatement(without, nobleCrypto).checker).toBeNull();
    expect(pages[0]?.pages[0]?.bands.length).toBeGreaterThan(pages[1]?.pages[0]?.bands.length ?? 0);
  });
});

describe('the setting', () => {
  it('is nothing at first, a clean text later, and nothing again', () => {
    expect(DEFAULT_SETTINGS.checker).toBeNull();
    expect(checkSettings({ checker: ` ${WHERE} ` })).toEqual({ checker: WHERE });
    expect(checkSettings({ checker: '' })).toEqual({ checker: null });
    expect(readSettings({ checker: WHERE }).checker).toBe(WHERE);
    expect(outcome(() => checkSettings({ checker: 'a\u202eb' }))).toBe('bad-input');
    expect(outcome(() => checkSettings({ checker: 'c'.repeat(201) }))).toBe('bad-input');
  });
});
