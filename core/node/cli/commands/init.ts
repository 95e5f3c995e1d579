import { checkCode } from '../../../formats/check-code.ts';
import { groupedHex } from '../../../words/words.ts';
import { Desk } from '../../desk/desk.ts';
import { othersMay } from '../../home/home.ts';
import { usage } from '../arguments.ts';
import { answer, deskOptions, remark } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { askNewSecret } from '../secret.ts';
import type { Command } from './command.ts';

/** `init`: creates a home; an existing one is not touched. */
export const init: Command = {
  options: { holder: { type: 'string' }, 'credit-code': { type: 'string' }, operator: { type: 'string' } },
  async run(context) {
    const { args, home, language, texts } = context;
    const name = args.text('holder');
    if (name === null || args.rest.length > 0)
      throw usage('needs-option', { command: 'init', option: '--holder NAME' });
    const holder = { name, creditCode: args.text('credit-code'), operator: args.text('operator') };
    const secret = await askNewSecret(context);
    const { desk, recoveryCode } = await Desk.init({ ...deskOptions(context), secret }, { language, holder });
    const { origin, fingerprint, keyProtection, holder: kept } = desk.status();
    await desk.close();
    answer(context, { home, holder: kept, origin, fingerprint, keyProtection, recoveryCode }, [
      texts.initDone({ home, holder: kept?.name ?? name }),
      ...(fingerprint === null ? [] : [`${texts.checkCode}: ${checkCode(fingerprint)}`]),
      `${texts.fingerprint}: ${groupedHex(fingerprint ?? '')}`,
      texts.protection[keyProtection ?? 'file'],
      '',
      `${texts.recoveryCode}: ${recoveryCode}`,
      texts.recoveryHint,
    ]);
    if (othersMay(home).read) remark(context, texts.folderReadable(home));
    return EXIT.ok;
  },
};
