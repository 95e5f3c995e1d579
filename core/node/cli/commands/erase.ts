import { usage } from '../arguments.ts';
import { consentTo } from '../consent.ts';
import { answer, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { keepingTextsFor } from '../texts/keeping.ts';
import type { Command } from './command.ts';

/**
 * `erase ID…`: deletes what the desk knows about documents; says what will be deleted and what stays, and asks for
 * confirmation.
 */
export const erase: Command = {
  options: { yes: { type: 'boolean' } },
  async run(context) {
    const { args, language } = context;
    const ids = args.rest;
    if (ids.length === 0) throw usage('needs-ids', { command: 'erase' });
    const consent = consentTo('erase', 'erase', context);
    const texts = keepingTextsFor(language);
    return withDesk(context, async (desk) => {
      const plan = desk.erasing.plan(ids);
      const { certificates, originals, handedOn } = plan;
      const elsewhere = certificates.length + originals.length + handedOn.length > 0 ? texts.elsewhere(plan) : [];
      for (const line of [...texts.erasure(plan), ...elsewhere]) remark(context, line);
      await consent();
      const { erased } = desk.erasing.erase(ids);
      answer(context, { erased, left: { certificates, originals, handedOn } }, [texts.erased(erased)]);
      return EXIT.ok;
    });
  },
};
