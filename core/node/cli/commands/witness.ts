import { join, resolve } from 'node:path';
import { checkCode } from '../../../formats/check-code.ts';
import { visible, visibleName } from '../../../formats/plain-text.ts';
import { trustFingerprint } from '../../../formats/trust.ts';
import type { TrustedLog } from '../../../formats/trusted.ts';
import { groupedHex } from '../../../words/words.ts';
import { foreignWitnessFile } from '../../connectors/witness/make-file.ts';
import { ownWitnessFile, witnessedLogs } from '../../desk/witnessed-logs.ts';
import { lockHome } from '../../home/home.ts';
import { openWitnessKey, readKeyInfo, typedSecret } from '../../home/keys.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { faultOf } from '../../system/fault.ts';
import { isLoopback } from '../../system/loopback.ts';
import { readSmallFile, readSmallText } from '../../system/small-file.ts';
import { DeskWitness } from '../../witness/desk-witness.ts';
import { type Listening, type Served, serveWitness } from '../../witness/server.ts';
import { WitnessFiles } from '../../witness/state.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { errorLine } from '../print.ts';
import { askSecret } from '../secret.ts';
import { witnessTextsFor } from '../texts/witness.ts';
import type { Command } from './command.ts';

const FORM =
  'witness serve [--listen HOST:PORT] [--tls-cert FILE --tls-key FILE | --behind-proxy] | file --url URL --out FILE [--ca FILE] [--vkey KEY --organisation NAME]';

/** `witness serve`: the desk's witness for the logs of others; `witness file`: the file with which a desk asks a witness. */
export const witness: Command = {
  options: {
    listen: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'behind-proxy': { type: 'boolean' },
    url: { type: 'string' },
    out: { type: 'string' },
    ca: { type: 'string' },
    vkey: { type: 'string' },
    organisation: { type: 'string' },
  },
  async run(context) {
    const [action, ...more] = context.args.rest;
    if (more.length === 0 && action === 'serve') return serve(context);
    if (more.length === 0 && action === 'file') return writeFile(context);
    throw usage('form', { form: FORM });
  },
};

// --- serving --------------------------------------------------------------------------------------------------------

const DEFAULT_LISTEN = '127.0.0.1:8787';

/** Where to listen. Plain HTTP is for this machine and for what stands behind a proxy. Throws `usage`. */
function listening({ args }: Context): Listening {
  const [, host = '', port = ''] = /^\[?([^[\]]+?)\]?:(\d{1,5})$/.exec(args.text('listen') ?? DEFAULT_LISTEN) ?? [];
  const [cert, key] = [args.text('tls-cert'), args.text('tls-key')];
  const read = (path: string) => new Uint8Array(readSmallFile(resolve(path)));
  const isOpen = cert === null && !args.flag('behind-proxy') && !isLoopback(host);
  if (host === '' || Number(port) > 65535 || (cert === null) !== (key === null) || isOpen)
    throw usage('form', { form: FORM });
  const tls = cert === null || key === null ? null : { cert: read(cert), key: read(key) };
  return { host, port: Number(port), tls };
}

/** How long the accepted logs are taken for what they are, in milliseconds: a bundle can be added meanwhile. */
const LOGS_KEPT = 5_000;

/** The logs that are accepted, read again now and then; when they cannot be read, those from before stay. */
function currentLogs(context: Context, origin: string): () => ReadonlyMap<string, TrustedLog> {
  const read = () => withView(context, (view) => witnessedLogs(view.trust(), origin));
  let [logs, at] = [read(), performance.now()];
  return () => {
    if (performance.now() - at < LOGS_KEPT) return logs;
    at = performance.now();
    try {
      logs = read();
    } catch (error) {
      remark(context, errorLine(context.words, faultOf(error)));
    }
    return logs;
  };
}

async function serve(context: Context): Promise<number> {
  const { home, signal } = context;
  const at = listening(context);
  const texts = witnessTextsFor(context.language);
  const secret = await askSecret(context);
  const { origin } = readKeyInfo(home);
  const signer = await openWitnessKey(home, secret === undefined ? {} : typedSecret(secret));
  const folder = join(home, 'witness');
  const lock = lockHome(folder, 'witness');
  try {
    const logs = currentLogs(context, origin);
    const desk = new DeskWitness({
      signer,
      files: new WitnessFiles(folder, signer.key, nodeCrypto),
      logs,
      now: Date.now,
      elapsed: () => performance.now(),
      crypto: nodeCrypto,
    });
    const server = await serveWitness(desk, at, (served) => report(context, served));
    const address = `${at.tls ? 'https' : 'http'}://${at.host.includes(':') ? `[${at.host}]` : at.host}:${server.port}`;
    tell(context, address, signer.key.text, logs());
    if (!at.tls) remark(context, texts.plain);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await server.close();
    remark(context, texts.stopped);
    return EXIT.ok;
  } finally {
    lock.release();
  }
}

/** What is served, and for whom. */
function tell(context: Context, address: string, vkey: string, logs: ReadonlyMap<string, TrustedLog>): void {
  const texts = witnessTextsFor(context.language);
  const named = [...logs.values()].map(({ origin, organisation }) => ({ origin, organisation }));
  const isTls = address.startsWith('https:');
  answer(context, { address, vkey, logs: named }, [
    texts.listening({ address, isTls }),
    `${texts.key}: ${vkey}`,
    ...(named.length === 0 ? [texts.noLogs] : [texts.logs(named.length)]),
    ...named.map(({ origin, organisation }) => `  ${visibleName(organisation)}  ${origin}`),
  ]);
  const left = withView(context, (view) => view.trust()).filter(({ own, compared }) => !own && !compared);
  if (left.length > 0) remark(context, texts.notCompared(left.map(({ name }) => visibleName(name)).join(', ')));
}

/** Characters of a log's origin in a line: strangers may send very long ones, again and again. */
const SHOWN_ORIGIN = 100;

/** One line for each request; those that came too often are not worth one. */
function report(context: Context, { from, status, checkpoint, failure }: Served): void {
  if (status === 429) return;
  const about = checkpoint ? ` ${visible(checkpoint.origin.slice(0, SHOWN_ORIGIN))} ${checkpoint.size}` : '';
  remark(context, `${new Date().toISOString()} ${from} ${status}${about}`);
  if (failure !== null)
    remark(context, `${witnessTextsFor(context.language).failed}: ${errorLine(context.words, faultOf(failure))}`);
}

// --- files ----------------------------------------------------------------------------------------------------------

function writeFile(context: Context): number {
  const { args, home, language } = context;
  const texts = witnessTextsFor(language);
  const needed = (name: string) => {
    const value = args.text(name);
    if (value === null) throw usage('needs-option', { command: 'witness file', option: `--${name}` });
    return value;
  };
  const path = resolve(needed('out'));
  const ca = args.text('ca');
  const at = { url: needed('url'), ca: ca === null ? null : readSmallText(resolve(ca)) };
  const info = readKeyInfo(home);
  const { trust, organisation } = withView(context, (view) => ({
    trust: view.trust(),
    organisation: view.holder.name,
  }));
  const desk = { ...info, organisation };
  const vkey = args.text('vkey');
  const bytes =
    vkey === null
      ? ownWitnessFile(desk, witnessedLogs(trust, info.origin), at)
      : foreignWitnessFile(desk, { ...at, vkey, organisation: needed('organisation') });
  writeAtomic(path, bytes);
  const fingerprint = trustFingerprint(bytes, nodeCrypto);
  const code = checkCode(fingerprint);
  answer(context, { path, fingerprint, code }, [path, `${context.texts.checkCode}: ${code}`, groupedHex(fingerprint)]);
  remark(context, vkey === null ? texts.handOver : texts.connect);
  return EXIT.ok;
}
