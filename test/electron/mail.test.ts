import { describe, expect, test, vi } from 'vitest';
import { type MailDependencies, mailtoLink, newMail } from '../../electron/mail.ts';

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
});
