/** Opens a new mail in the user's own mail program. Nothing is sent: the user sees it and may discard it. */
import { execFile } from 'node:child_process';

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
export async function newMail(mail: Mail, { platform, run, openExternal, reveal }: MailDependencies): Promise<boolean> {
  if (platform === 'linux' && (await run('xdg-email', xdgArguments(mail)))) return true;
  await openExternal(mailtoLink(mail));
  reveal(mail.path);
  return false;
}

function xdgArguments({ to, subject, body, path }: Mail): readonly string[] {
  return ['--utf8', '--subject', subject, '--body', body, '--attach', path, ...to];
}

/** RFC 6068. */
export function mailtoLink({ to, subject, body }: Omit<Mail, 'path'>): string {
  const addresses = to.map((address) => encodeURIComponent(address).replaceAll('%40', '@')).join(',');
  const lines = body.replace(/\r?\n/g, '\r\n');
  return `mailto:${addresses}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}

/** A program that is missing or does not answer counts as failed. */
const PATIENCE_MS = 20_000;

export function runProgram(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: PATIENCE_MS }, (error) => resolve(error === null));
  });
}
