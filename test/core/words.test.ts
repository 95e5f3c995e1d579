import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../core/errors.ts';
import { FACT_NAMES, KNOWN_KINDS } from '../../core/records/facts.ts';
import { CHECK_NAMES, CHECK_REASONS, type CheckReason, type Report, VERDICTS } from '../../core/verification/report.ts';
import {
  groupedHex,
  LANGUAGES,
  moneyText,
  plainHex,
  shortTimeText,
  sizeText,
  thousands,
  timeText,
  wordsFor,
  zoneName,
} from '../../core/words/words.ts';

const context = { offsetMinutes: 480, now: Date.parse('2026-11-23T00:00:00.000Z') };

const base: Report = {
  verdict: 'proven',
  checks: CHECK_NAMES.map((name) => ({ name, state: 'passed', reason: 'ok', detail: '' })),
  fileChecked: true,
  file: 'a.pdf',
  digest: 'ab'.repeat(32),
  fileDigest: 'ab'.repeat(32),
  facts: { fileName: 'contract.pdf' },
  withheld: [],
  read: null,
  dossier: null,
  signers: [
    {
      name: 'Org A',
      role: 'witness',
      time: '2026-11-22T06:03:07.000Z',
      fingerprint: '00',
      named: true,
      counts: true,
    },
    { name: 'Issuer', role: 'log', time: null, fingerprint: '01', named: true, counts: false },
  ],
  fingerprint: 'cd'.repeat(32),
  trustFingerprint: 'ef'.repeat(32),
  trustName: 'Bundle',
  trustCompared: true,
  provenTime: '2026-11-22T06:03:07.000Z',
  deviceTime: '2026-11-22T06:00:00.000Z',
  clock: 'synchronised',
  record: null,
  log: null,
  certificateNumber: null,
  front: null,
  pageAdditions: null,
  pending: null,
  quorum: { have: 1, need: 1, all: 1 },
  policy: null,
  findings: [],
};

const failed = (name: (typeof CHECK_NAMES)[number], reason: CheckReason): Report['checks'] =>
  CHECK_NAMES.map((check) =>
    check === name
      ? { name, state: 'failed', reason, detail: '' }
      : { name: check, state: 'passed', reason: 'ok', detail: '' },
  );

function say(language: 'zh' | 'en', change: Partial<Report>) {
  return wordsFor(language).verdict({ ...base, ...change }, context);
}

const whole = (text: string) => text.length > 0 && !/undefined|null|\[object|\{\w+\}|!|！/.test(text);

describe.each(LANGUAGES)('words in %s', (language) => {
  const words = wordsFor(language);

  it('has three parts for every error code', () => {
    for (const code of ERROR_CODES)
      for (const details of [{}, { file: 'x.pdf' }]) {
        const parts = words.error(code, details);
        for (const part of [parts.happened, parts.safe, parts.next]) expect(part, code).toSatisfy(whole);
      }
  });

  it('has a name and a sentence for every check, reason and state', () => {
    for (const name of CHECK_NAMES) {
      expect(words.checks[name]).toSatisfy(whole);
      for (const reason of CHECK_REASONS) expect(words.checkSentence({ name, reason })).toSatisfy(whole);
    }
  });

  it('has a label for every fact and kind, and leaves free kinds alone', () => {
    for (const name of FACT_NAMES) expect(words.facts[name]).toSatisfy(whole);
    for (const kind of KNOWN_KINDS) expect(words.kind(kind)).toSatisfy(whole);
    expect(words.kind('租约')).toBe('租约');
  });

  it('has words for every verdict, with and without a document, a time, names and a bundle', () => {
    for (const verdict of VERDICTS)
      for (const change of [
        {},
        { fileChecked: false, file: null },
        { provenTime: null, signers: [], fingerprint: null, quorum: null },
        { pending: { kind: 'cometbft', chain: 'demo-1', deadline: '2026-11-22T00:00:00.000Z' }, trustCompared: false },
      ]) {
        const found = say(language, { verdict, ...change });
        for (const text of [found.title, found.sentence, found.next ?? '-', ...found.remarks])
          expect(text).toSatisfy(whole);
      }
  });

  it('says "no document" whenever none was compared', () => {
    const none = language === 'zh' ? '未比对任何文件' : /no document was compared/i;
    for (const verdict of ['proven', 'self-attested', 'pending', 'untrusted'] as const) {
      const found = say(language, { verdict, fileChecked: false, file: null });
      expect([found.sentence, ...found.remarks].join(' ')).toMatch(none);
    }
  });

  it('says that a bundle was not compared, and that a page was not', () => {
    const page = CHECK_NAMES.map((name) =>
      name === 'page'
        ? ({ name, state: 'not-run', reason: 'page-no-fonts', detail: '' } as const)
        : ({ name, state: 'passed', reason: 'ok', detail: '' } as const),
    );
    expect(say(language, { trustCompared: false, checks: page }).remarks).toHaveLength(2);
    expect(say(language, {}).remarks).toEqual([]);
    const { remarks } = say(language, { facts: { holder: 'Another' } });
    expect(remarks).toEqual([expect.stringMatching(/(Another.*Issuer|Issuer.*Another)/)]);
    expect(say(language, { facts: { holder: 'Issuer' } }).remarks).toEqual([]);
  });
});

describe('verdict sentences', () => {
  it('name time and signers, but never the issuer as somebody who vouches', () => {
    expect(say('en', {}).sentence).toBe(
      'These exact bytes existed no later than 2026-11-22 14:03:07 (UTC+8). Org A signed for that.',
    );
    expect(say('zh', {}).sentence).toContain('Org A 为此签名');
    const untimed = base.signers.flatMap((one) => (one.counts ? [{ ...one, name: 'Org B', time: null }] : []));
    const both = { signers: [...base.signers, ...untimed] };
    expect(say('en', both).sentence).toMatch(/Org A signed for that\. Org B signed as well, but for no time\.$/);
    expect(say('zh', both).sentence).toMatch(/Org A 为此签名。Org B 也已签名，但未签署时间。$/);
    expect(say('en', { ...both, provenTime: null }).sentence).not.toContain('no time');
    expect(say('en', {}).sentence).not.toContain('Issuer');
  });

  it('tell a re-saved page from an altered proof', () => {
    expect(say('en', { verdict: 'tampered', checks: failed('page', 'page-different') }).sentence).toContain(
      'only the facts below are proven',
    );
    expect(say('en', { verdict: 'tampered', checks: failed('inclusion', 'not-included') }).sentence).toContain(
      'place in the log',
    );
  });

  it('tell what was appended to the page from a page that was saved again', () => {
    const en = say('en', { verdict: 'tampered', checks: failed('page', 'page-updated') });
    expect(en.sentence).toMatch(/^Something was added to this PDF after it was issued/);
    expect(en.next).toContain('Compare what the page shows with the facts below');
    expect(say('zh', { verdict: 'tampered', checks: failed('page', 'page-updated') }).sentence).toContain(
      '被追加了内容',
    );
    const proofToo = failed('page', 'page-updated').map((check) =>
      check.name === 'inclusion' ? { ...check, state: 'failed' as const } : check,
    );
    expect(say('en', { verdict: 'tampered', checks: proofToo }).next).toBe(
      'Ask the issuer for the original certificate.',
    );
  });

  it('count the signatures that were added, and say when they can be seen', () => {
    const remarks = (signatures: number, visible: number) =>
      say('en', { pageAdditions: { signatures, visible } }).remarks.join(' ');
    expect(remarks(1, 0)).toContain('A signature or time stamp was added to this PDF after it was issued.');
    expect(remarks(3, 0)).toContain('3 signatures or time stamps were added');
    expect(remarks(3, 0)).not.toContain('What they show');
    expect(remarks(3, 1)).toContain('What they show on the page is not part of what was issued.');
    expect(say('zh', { pageAdditions: { signatures: 2, visible: 1 } }).remarks.join('')).toContain('2 个签名或时间戳');
  });

  it('tell an unknown key of a known log from an unknown log', () => {
    const known = say('en', { verdict: 'untrusted', checks: failed('log-key', 'unknown-key') });
    const unknown = say('en', { verdict: 'untrusted', checks: failed('log-key', 'unknown-log') });
    expect(known.sentence).toMatch(/^Warning/);
    expect(unknown.sentence).toContain('cdcdcdcd cdcdcdcd');
  });

  it('tell expected from overdue', () => {
    const pending = { kind: 'cometbft', chain: 'demo-1', deadline: '2026-11-22T00:00:00.000Z' };
    expect(say('en', { verdict: 'pending', pending }).sentence).toContain('Overdue');
    expect(
      say('en', { verdict: 'pending', pending: { ...pending, deadline: '2026-11-24T00:00:00.000Z' } }).sentence,
    ).toContain('expects it by 2026-11-24 08:00:00 (UTC+8)');
  });

  it('say how many independent signers are missing', () => {
    expect(say('en', { verdict: 'self-attested', quorum: { have: 1, need: 3, all: 3 } }).sentence).toContain(
      'only 1 of the 3',
    );
    expect(say('en', { verdict: 'self-attested', quorum: { have: 0, need: 1, all: 1 } }).sentence).toContain(
      'only the issuer says so',
    );
  });

  it('say why something is unreadable', () => {
    expect(say('en', { verdict: 'unreadable', checks: failed('attachments', 'newer-version') }).next).toContain(
      'Update',
    );
  });
});

describe('formatting', () => {
  it('writes times in any zone, and leaves what is no instant alone', () => {
    expect(timeText('2026-11-22T06:03:07.000Z', 480)).toBe('2026-11-22 14:03:07 (UTC+8)');
    expect(timeText('2026-12-31T23:59:59.999Z', 330)).toBe('2027-01-01 05:29:59 (UTC+5:30)');
    expect(timeText('soon', 0)).toBe('soon');
    expect(shortTimeText('2026-11-22T06:03:07.000Z', -210)).toBe('2026-11-22 02:33');
    expect([0, -210, 480].map(zoneName)).toEqual(['(UTC)', '(UTC-3:30)', '(UTC+8)']);
  });

  it('writes amounts as typed, with thousands', () => {
    expect(moneyText({ amount: '128000.00', currency: 'CNY' })).toBe('CNY 128,000.00');
    expect(moneyText({ amount: '-1234567.123456', currency: 'EUR' })).toBe('EUR -1,234,567.123456');
    expect(thousands(100000)).toBe('100,000');
    expect(thousands('999')).toBe('999');
  });

  it('writes sizes', () => {
    expect([0, 1023, 1536, 10_485_760, 150 * 1024 ** 2, 2 ** 40].map(sizeText)).toEqual([
      '0 B',
      '1,023 B',
      '1.5 KB',
      '10 MB',
      '150 MB',
      '1 TB',
    ]);
  });

  it('groups hex and reads it back however it was typed', () => {
    expect(groupedHex('0123456789abcdef01')).toBe('01234567 89abcdef 01');
    expect(plainHex(' 01234567-89AB:CDEF 01 ')).toBe('0123456789abcdef01');
  });
});

describe('whether the file is the one that was notarized', () => {
  const checked = (state: 'passed' | 'failed' | 'not-run') =>
    base.checks.map((check) => (check.name === 'document' ? { ...check, state } : check));
  const match = (change: Partial<Report>) =>
    LANGUAGES.map((language) => wordsFor(language).verdict({ ...base, ...change }, context).match);

  it('is said apart from who vouches for it, in both languages', () => {
    const same = match({ verdict: 'self-attested', checks: checked('passed') });
    expect(same.map((one) => one?.state)).toEqual(LANGUAGES.map(() => 'same'));
    expect(same.map((one) => one?.sentence)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^The file matches: byte for byte/),
        expect.stringMatching(/文件.*逐字节/),
      ]),
    );
    expect(match({ verdict: 'different-file', checks: checked('failed') })[0]?.state).toBe('different');
    expect(match({ checks: checked('not-run') })[0]?.state).toBe('not-compared');
  });

  it('is not said of a proof that does not hold, or that speaks of no document', () => {
    expect(match({ verdict: 'tampered', checks: checked('passed') })).toEqual(LANGUAGES.map(() => null));
    expect(match({ verdict: 'unreadable' })).toEqual(LANGUAGES.map(() => null));
    expect(match({ digest: null })).toEqual(LANGUAGES.map(() => null));
  });
});
