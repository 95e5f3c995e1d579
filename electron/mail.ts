/** Opens a new mail in the user's own mail program. Nothing is sent: the user sees it and may discard it. */
import { execFile } from 'node:child_process';
import { isAddress } from '../core/handover/recipient.ts';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  /** The file to attach. */
  readonly path: string;
}

export interface MailDependencies {
  readonly platform: string;
  /** Runs a program to its end; true when it succeeded. */
  readonly run: (program: string, args: readonly string[]) => Promise<boolean>;
  readonly openExternal: (url: string) => Promise<void>;
  readonly reveal: (path: string) => void;
}

/**
 * True when the file is attached. A `mailto:` link cannot carry one: in that case the file is shown in its folder, to
 * be dragged into the mail.
 */
export async function newMail(wish: Mail, { platform, run, openExternal, reveal }: MailDependencies): Promise<boolean> {
  const mail = { ...wish, subject: oneLine(wish.subject), body: plainLines(wish.body) };
  if (platform === 'linux' && isSafeForXdg(mail) && (await run('xdg-email', xdgArguments(mail)))) return true;
  await openExternal(mailtoLink(mail));
  reveal(mail.path);
  return false;
}

const CONTROL = /\p{Cc}+/gu;
/** Nothing in a subject can begin another header, and no argument ends early. */
const oneLine = (text: string) => text.replace(CONTROL, ' ').trim();
const plainLines = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\t/g, ' ').replace(CONTROL, ''))
    .join('\n');

/** xdg-email puts addresses and the path into a URL, or into a program's options, as they are. */
function isSafeForXdg({ to, path }: Mail): boolean {
  return (
    to.every((one) => isAddress(one) && /^[\p{L}\p{N}._+@-]+$/u.test(one) && !one.startsWith('-')) &&
    !/[&?#%,;'"`$\\\p{Cc}]/u.test(path)
  );
}

function xdgArguments({ to, subject, body, path }: Mail): readonly string[] {
  return ['--utf8', '--subject', subject, '--body', body, '--attach', path, ...to];
}

/** A `mailto:` link (RFC 6068). Control characters are left out, line ends in the body are `%0D%0A`. */
export function mailtoLink({ to, subject, body }: Omit<Mail, 'path'>): string {
  const addresses = to.map((address) => escaped(address).replaceAll('%40', '@')).join(',');
  const lines = plainLines(body).replaceAll('\n', '\r\n');
  return `mailto:${addresses}?subject=${escaped(oneLine(subject))}&body=${escaped(lines)}`;
}

/** Percent-encoded, with the characters that `encodeURIComponent` leaves and a shell or a quoted option would not. */
function escaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A program that is missing or does not answer counts as failed. */
const PATIENCE_MS = 20_000;

export function runProgram(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      execFile(program, [...args], { timeout: PATIENCE_MS }, (error) => resolve(error === null));
    } catch {
      resolve(false); // an argument that no program can be given
    }
  });
}
