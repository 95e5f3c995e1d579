import { describe, expect, it } from 'vitest';
import { assertNever, ERROR_CODES, errorCode, NotaryError } from '../../core/errors.ts';
import { COMMON_CHECKS, exitCode, unreadableReport, VERDICTS } from '../../core/verification/report.ts';

describe('exit codes', () => {
  it('are those of the format, with a document beside the certificate', () => {
    const codes = Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, exitCode({ verdict, fileChecked: true, findings: [] })]),
    );
    expect(codes).toEqual({
      unreadable: 23,
      misstated: 25,
      tampered: 21,
      'different-file': 20,
      untrusted: 22,
      proven: 0,
      pending: 11,
      'self-attested': 10,
    });
  });

  it('say first that a log forked', () => {
    const findings = [{ code: 'forked', certain: true, detail: {} }] as const;
    const codes = VERDICTS.map((verdict) => exitCode({ verdict, fileChecked: true, findings }));
    expect(new Set(codes)).toEqual(new Set([24]));
  });

  it('say when nothing was compared', () => {
    const alone = VERDICTS.filter((verdict) => exitCode({ verdict, fileChecked: false, findings: [] }) === 12);
    expect(alone).toEqual(['proven', 'self-attested']);
  });
});

describe('the report of what cannot be read', () => {
  it.each([
    ['not-a-certificate', 'not-a-certificate'],
    ['newer-version', 'newer-version'],
    ['too-large', 'too-large'],
    ['timed-out', 'too-large'],
    ['malformed', 'damaged'],
  ] as const)('%s is shown as %s', (code, reason) => {
    const report = unreadableReport(new NotaryError(code, 'why'), { name: 'a.pdf', sha256: 'ab' });
    expect(report).toMatchObject({ verdict: 'unreadable', fileChecked: false, file: 'a.pdf', fileDigest: 'ab' });
    expect(report.checks.map(({ name }) => name)).toEqual([...COMMON_CHECKS]);
    expect(report.checks[0]).toEqual({ name: 'attachments', state: 'failed', reason, detail: 'why' });
  });

  it('is not made of a defect: that is thrown on', () => {
    expect(() => unreadableReport(new TypeError('a defect'), null)).toThrow('a defect');
  });
});

describe('errors', () => {
  it('have a code from a closed list; anything else is a defect', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    expect(errorCode(new NotaryError('usage', 'wrong'))).toBe('usage');
    expect([new Error('x'), 'x', null, undefined].map(errorCode)).toEqual(Array(4).fill('internal'));
  });

  it('keep their cause and the values for the sentence that a person reads', () => {
    const cause = new Error('below');
    const error = new NotaryError('file-missing', 'gone', { file: 'a.pdf' }, cause);
    expect(error).toMatchObject({ name: 'NotaryError', code: 'file-missing', details: { file: 'a.pdf' }, cause });
  });

  it('tell of a case that nobody handled', () => {
    expect(() => assertNever('x' as never)).toThrow('unhandled case "x"');
  });
});
