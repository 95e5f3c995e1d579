import { usage } from '../arguments.ts';
import { answer, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { askNewPassphrase } from '../secret.ts';
import { keepingTextsFor } from '../texts/keeping.ts';
import type { Command } from './command.ts';

/** `passphrase`: sets or replaces the passphrase of a home. */
export const passphrase: Command = {
  options: {},
  async run(context) {
    const { args, language } = context;
    // a secret on the command line would be in its history, and seen by others in the list of processes
    if (args.rest.length > 0) throw usage('secret-in-arguments');
    const texts = keepingTextsFor(language);
    return withDesk(context, async (desk, current) => {
      const { ways } = await desk.access.setPassphrase(current ?? null, await askNewPassphrase(context, texts.askNew));
      answer(context, { keyProtection: desk.status().keyProtection, ways }, [texts.passphraseSet, texts.olderCopies]);
      return EXIT.ok;
    });
  },
};

/** `recovery-code`: makes a new one and shows it once. */
export const recoveryCode: Command = {
  options: {},
  async run(context) {
    const { args, language, texts } = context;
    if (args.rest.length > 0) throw usage('takes-none', { command: 'recovery-code' });
    const own = keepingTextsFor(language);
    return withDesk(context, async (desk, current) => {
      const made = await desk.access.renewRecoveryCode(current ?? null);
      answer(context, made, [
        `${texts.recoveryCode}: ${made.recoveryCode}`,
        texts.recoveryHint,
        own.codeRenewed,
        own.olderCopies,
      ]);
      return EXIT.ok;
    });
  },
};
