/** A reader's process under Node. In the app the main process starts it, because a desk's process there cannot. */
import { fork, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environment } from '../system/environment.ts';
import type { ReaderProcess } from './process.ts';
import type { DoctorReply } from './worker.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Starts a process of its own; `script` is what its thread runs, the readers unless a test brings its own. */
export function forkReader(script?: URL): ReaderProcess {
  const child = fork(CHILD, script ? [script.href] : [], {
    execArgv: ['--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: readersEnvironment(),
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // followed by exit, unless there never was a process
    child.on('error', () => child.pid === undefined && resolve());
  });
  return {
    // what it can no longer be told, its exit tells
    post: (request) => child.send(request as unknown as Serializable, () => {}),
    onReply: (listener) => child.on('message', (reply) => listener(reply as DoctorReply)),
    onExit: (listener) => void gone.then(listener),
    kill: () => child.kill('SIGKILL'),
    hold(needed) {
      for (const one of [child, child.channel])
        if (needed) one?.ref();
        else one?.unref();
    },
  };
}

/** Nothing of this process's own: a reader has no use for a passphrase or a home. */
function readersEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot, TEMP, TMPDIR } = environment;
  return Object.fromEntries(Object.entries({ SystemRoot, TEMP, TMPDIR }).filter(([, value]) => value !== undefined));
}
