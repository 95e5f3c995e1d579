/**
 * A reader's process under Node. In the app the main process starts it, because a utility process cannot start others.
 */
import { fork, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environment } from '../system/environment.ts';
import type { ReaderProcess } from './process.ts';
import type { DoctorReply } from './worker.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Starts a process of its own; `script` is the program of its thread: the readers by default; tests pass their own. */
export function forkReader(script?: URL): ReaderProcess {
  const child = fork(CHILD, script ? [script.href] : [], {
    execArgv: ['--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: readersEnvironment(),
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // followed by `exit`, unless the process never started
    child.on('error', () => child.pid === undefined && resolve());
  });
  return {
    // a failed send needs no handling: the exit event follows
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

/** Nothing of this process's environment: a reader needs no passphrase and no home. */
function readersEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot, TEMP, TMPDIR } = environment;
  return Object.fromEntries(Object.entries({ SystemRoot, TEMP, TMPDIR }).filter(([, value]) => value !== undefined));
}
