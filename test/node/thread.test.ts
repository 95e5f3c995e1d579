/** A thread that answers requests, dies, is ended, and is started again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { Thread } from '../../core/node/system/thread.ts';
import { scratch } from './support/cli.ts';

const inside = pathToFileURL(join(import.meta.dirname, '../../core/node/system/thread-inside.ts')).href;
const script = join(scratch('thread-'), 'worker.mjs');
writeFileSync(
  script,
  `import { answerRequests } from ${JSON.stringify(inside)};
   answerRequests(async (request, send) => {
     if (request === 'exit') process.exit(0);
     if (request === 'throw') throw new Error('thrown inside');
     if (request === 'never') return new Promise(() => setInterval(() => {}, 1000));
     for (let i = 0; i < 3; i++) send(i);
     return request + '!';
   });`,
);
const thread = new Thread<string, string, number>({ script: pathToFileURL(script), name: 'test' });
afterEach(() => thread.close());

describe('a thread', () => {
  it('answers, with parts before', async () => {
    const parts: number[] = [];
    expect(await Promise.all([thread.run('a', (part) => parts.push(part)), thread.run('b')])).toEqual(['a!', 'b!']);
    expect(parts).toEqual([0, 1, 2]);
    expect(thread.open).toBe(0);
  });

  it('that dies, or ends without a word, fails what it had and is started again', async () => {
    for (const last of ['throw', 'exit']) {
      await expect(thread.run(last)).rejects.toThrow(/thrown inside|thread ended/);
      expect(await thread.run('after')).toBe('after!');
    }
  });

  it('that is ended says why; one that is closed says that it was', async () => {
    const cut = thread.run('never').catch(errorCode);
    await thread.end(new NotaryError('timed-out', 'too long'));
    expect(await cut).toBe('timed-out');
    const closed = thread.run('never').catch(errorCode);
    await thread.close();
    expect(await closed).toBe('cancelled');
  });

  it('gives back what a listener throws, and goes on', async () => {
    const failing = thread.run('a', () => {
      throw new Error('listener');
    });
    await expect(failing).rejects.toThrow('listener');
    expect(await thread.run('b')).toBe('b!');
  });
});
