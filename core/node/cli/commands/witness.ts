import { join, resolve } from 'node:path';
import { checkCode } from '../../../formats/check-code.ts';
import { visibleName } from '../../../formats/plain-text.ts';
import { trustFingerprint } from '../../../formats/trust.ts';
import type { TrustedLog } from '../../../formats/trusted.ts';
import { groupedHex } from '../../../words/words.ts';
import { foreignWitnessFile } from '../../connectors/witness/make-file.ts';
import { ownWitnessFile, witnessedLogs } from '../../desk/witnessed-logs.ts';
import { lockHome } from '../../home/home.ts';
import { openWitnessKey, readKeyInfo, typedSecret } from '../../home/keys.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readSmallText } from '../../system/small-file.ts';
import { DeskWitness } from '../../witness/desk-witness.ts';
import { cosignedNotes, WitnessFiles } from '../../witness/state.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { askSecret } from '../secret.ts';
import { listening, readAgain, SERVING_FORM, SERVING_OPTIONS, serveUntilStopped } from '../serving.ts';
import { witnessTextsFor } from '../texts/witness.ts';
import type { Command } from './command.ts';

const FORM = `witness serve ${SERVING_FORM} | file --url URL --out FILE [--ca FILE] [--vkey KEY --organisation NAME]`;

/** `witness serve`: the desk's witness for the logs of others; `witness file`: the file with which a desk asks a witness. */
export const witness: Command = {
  options: {
    ...SERVING_OPTIONS,
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

async function serve(context: Context): Promise<number> {
  const { home } = context;
  const at = listening(context, DEFAULT_LISTEN, FORM);
  const secret = await askSecret(context);
  const { origin } = readKeyInfo(home);
  const signer = await openWitnessKey(home, secret === undefined ? {} : typedSecret(secret));
  const folder = join(home, 'witness');
  const lock = lockHome(folder, 'witness');
  try {
    const logs = readAgain(context, () => withView(context, (view) => witnessedLogs(view.trust(), origin)));
    const witness = new DeskWitness({
      signer,
      files: new WitnessFiles(folder, cosignedNotes(signer.key, nodeCrypto), nodeCrypto),
      logs,
      now: Date.now,
      elapsed: () => performance.now(),
      crypto: nodeCrypto,
    });
    const tellLogs = (address: string) => tell(context, address, signer.key.text, logs());
    await serveUntilStopped(context, { witness, at, tell: tellLogs });
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
