import { describe, expect, test, vi } from 'vitest';
import { action } from '../../electron/argument-schemas.ts';
import { type MailDependencies, mailtoLink, newMail, runProgram } from '../../electron/mail.ts';

const mail = {
  to: ['wang@example.com', 'a+b@example.com'],
  subject: '证书 & more',
  body: 'one\ntwo',
  path: '/out/a.zip',
};

function setUp(parts: Partial<MailDependencies>) {
  const all = {
    platform: 'linux',
    run: vi.fn(async () => true),
    openExternal: vi.fn(async () => {}),
    reveal: vi.fn(),
    ...parts,
  };
  return all;
}

describe('a new mail', () => {
  test('has the file attached where xdg-email is there', async () => {
    const parts = setUp({});
    expect(await newMail(mail, parts)).toBe(true);
    expect(parts.run).toHaveBeenCalledExactlyOnceWith('xdg-email', [
      '--utf8',
      '--subject',
      '证书 & more',
      '--body',
      'one\ntwo',
      '--attach',
      '/out/a.zip',
      ...mail.to,
    ]);
    expect(parts.openExternal).not.toHaveBeenCalled();
  });

  test.each(['linux', 'darwin', 'win32'])(
    'shows the file in its folder where none can be attached: %s',
    async (platform) => {
      const parts = setUp({ platform, run: vi.fn(async () => false) });
      expect(await newMail(mail, parts)).toBe(false);
      expect(parts.run).toHaveBeenCalledTimes(platform === 'linux' ? 1 : 0);
      expect(parts.openExternal).toHaveBeenCalledExactlyOnceWith(mailtoLink(mail));
      expect(parts.reveal).toHaveBeenCalledExactlyOnceWith('/out/a.zip');
    },
  );

  test('is a link in which nothing can add a header or a second address', () => {
    expect(mailtoLink(mail)).toBe(
      'mailto:wang@example.com,a%2Bb@example.com?subject=%E8%AF%81%E4%B9%A6%20%26%20more&body=one%0D%0Atwo',
    );
    const sly = { to: ['a@b.example?cc=c@d.example'], subject: 'x&bcc=e@f.example', body: '' };
    expect(new URL(mailtoLink(sly)).searchParams.has('cc')).toBe(false);
    expect(new URL(mailtoLink(sly)).searchParams.has('bcc')).toBe(false);
  });

  test.each([
    'Re: a\r\nBcc: x@y.example',
    'Re: a\nBcc: x@y.example',
    'Re: a\0Bcc: x@y.example',
    'Re: a\u0085Bcc: x@y.example',
  ])('has a subject of one line: %j', async (subject) => {
    const run = vi.fn(async (_program: string, _args: readonly string[]) => true);
    await newMail({ ...mail, subject, body: 'one\0\r\ntwo\rthree' }, setUp({ run }));
    const args = run.mock.calls[0]?.[1] ?? [];
    expect(args.slice(2, 5)).toEqual(['Re: a Bcc: x@y.example', '--body', 'one\ntwo\nthree']);
    const link = mailtoLink({ to: [], subject, body: 'one\0\r\ntwo\rthree' });
    expect(link).toBe('mailto:?subject=Re%3A%20a%20Bcc%3A%20x%40y.example&body=one%0D%0Atwo%0D%0Athree');
  });

  const odd = ["o'brien@a.example", 'a&attach=/etc/passwd@a.example', 'a?cc=b@a.example', 'x%0A@a.example'];
  test.each(odd)('has a strange address only in a link, where it is encoded: %s', async (address) => {
    const openExternal = vi.fn(async (_url: string) => {});
    const parts = setUp({ openExternal });
    expect(await newMail({ ...mail, to: [address] }, parts)).toBe(false);
    expect(parts.run).not.toHaveBeenCalled();
    const url = openExternal.mock.calls[0]?.[0] ?? '';
    expect(url.slice(0, url.indexOf('?'))).toMatch(/^mailto:[A-Za-z0-9%._~-]+@a\.example$/);
    expect(decodeURIComponent(url.slice(7, url.indexOf('?')))).toBe(address);
  });

  test('is given no path that xdg-email would take apart', async () => {
    const parts = setUp({});
    expect(await newMail({ ...mail, path: '/out/a&attach=/etc/passwd.zip' }, parts)).toBe(false);
    expect(parts.run).not.toHaveBeenCalled();
  });

  test('an argument that no program can be given is a failure, not a crash', async () => {
    expect(await runProgram('true', ['a\0b'])).toBe(false);
  });

  test('is refused an address that is none', () => {
    const of = (to: string) =>
      action.safeParse({ do: 'mail', path: '/out/a.zip', to: [to], subject: '', body: '' }).success;
    expect(of('wang@example.com')).toBe(true);
    for (const bad of [
      'a@x.example&attach=/etc/passwd',
      'a@x.example?cc=b',
      '--attach',
      'a@b@c.example ',
      'a\r\n@x.example',
      'a@-x.example',
      'a@x..example',
      '.a@x.example',
      'a@x.example\0',
    ])
      expect(of(bad), bad).toBe(false);
  });
});
