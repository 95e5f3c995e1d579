import { resolve } from 'node:path';
import { groupedHex } from '../../../words/words.ts';
import type { NetworkStatus, NetworkWish, ProxyWish } from '../../desk/network-types.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { errorLine } from '../print.ts';
import { isAllWell, stepPrinter } from '../print-steps.ts';
import { askProxyPassword } from '../secret.ts';
import { networkTextsFor } from '../texts/network.ts';
import type { Command } from './command.ts';

const FORM = 'network [set [--proxy HOST:PORT] [--except HOST]… [--user NAME] [--ca FILE|none] | direct | try ADDRESS]';

/** `network`: shows how others are reached; `set`, `direct` and `try` change and try it. */
export const network: Command = {
  options: {
    proxy: { type: 'string' },
    except: { type: 'string', multiple: true },
    user: { type: 'string' },
    ca: { type: 'string' },
  },
  async run(context) {
    const [action, address, ...more] = context.args.rest;
    const isTry = action === 'try';
    if (more.length > 0 || (address !== undefined) !== isTry) throw usage('form', { form: FORM });
    if (action === undefined) return withDesk(context, async (desk) => told(context, desk.network.status));
    if (action === 'set') return set(context);
    if (action === 'direct')
      return withDesk(context, async (desk) => told(context, desk.network.change({ proxy: null })));
    if (isTry && address !== undefined) return tryOut(context, address);
    throw usage('unknown-action', { command: 'network', value: action });
  },
};

/** What a change leaves out of a proxy that is there, stays. */
function set(context: Context): Promise<number> {
  const { args, language } = context;
  const ca = args.text('ca');
  const changesProxy = ['proxy', 'except', 'user'].some((name) => args.has(name));
  if (ca === null && !changesProxy) throw usage('form', { form: FORM });
  return withDesk(context, async (desk) => {
    const { proxy: before } = desk.network.status;
    const wish: NetworkWish = {
      ...(changesProxy ? { proxy: await proxyWish(context, before) } : {}),
      ...(ca === null ? {} : { ca: ca === 'none' ? null : resolve(ca) }),
    };
    const code = told(context, desk.network.change(wish));
    if (ca !== null && ca !== 'none') remark(context, networkTextsFor(language).pinned);
    return code;
  });
}

async function proxyWish({ args, language }: Context, before: NetworkStatus['proxy']): Promise<ProxyWish> {
  const address = args.text('proxy') ?? before?.address;
  if (address === undefined) throw usage('needs-option', { command: 'network set', option: '--proxy HOST:PORT' });
  const user = args.text('user') ?? (args.has('proxy') ? null : (before?.user ?? null));
  const exceptions = args.has('except') ? args.texts('except').flatMap((one) => one.split(',')) : before?.exceptions;
  const password = args.has('user') ? await askProxyPassword(networkTextsFor(language).askPassword) : null;
  return { address, user, exceptions: exceptions ?? [], password };
}

function told(context: Context, status: NetworkStatus): number {
  const texts = networkTextsFor(context.language);
  const { proxy, cas, problem } = status;
  const lines = [
    ...(problem ? [errorLine(context.words, problem)] : []),
    `${texts.proxy}: ${proxy?.address ?? texts.direct}`,
    ...(proxy && proxy.exceptions.length > 0 ? [`  ${texts.exceptions}: ${proxy.exceptions.join(', ')}`] : []),
    ...(proxy?.user ? [`  ${texts.user}: ${proxy.user}`] : []),
    ...(cas.length === 0 ? [`${texts.ca}: ${texts.noCa}`] : []),
    ...cas.flatMap(({ subject, fingerprint, until, expired }) => [
      `${texts.ca}: ${subject}`,
      `  ${groupedHex(fingerprint)}`,
      `  ${texts.until} ${until}${expired ? ` (${texts.expired})` : ''}`,
    ]),
  ];
  answer(context, status, lines);
  return problem ? EXIT.stopped : EXIT.ok;
}

function tryOut(context: Context, address: string): Promise<number> {
  return withDesk(context, async (desk) => {
    const steps = await desk.network.try(address, stepPrinter(context));
    answer(context, { address, steps }, []);
    return isAllWell(steps) ? EXIT.ok : EXIT.other;
  });
}
