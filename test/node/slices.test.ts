/** Work in slices: others have their turn between, it can be cancelled, and a trace that is followed so comes whole. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { DeskView } from '../../core/node/desk/view.ts';
import { inSlices } from '../../core/node/system/slices.ts';
import { scratch } from './support/cli.ts';

function* counting(most: number): Generator<number, string> {
  for (let i = 1; i <= most; i++) yield i;
  return 'done';
}

describe('work in slices', () => {
  it('lets others have their turn, and says how far it is', async () => {
    const order: (number | string)[] = [];
    const other = (left: number): void => {
      order.push('other');
      if (left > 1) setImmediate(() => other(left - 1));
    };
    setImmediate(() => other(3));
    const onStep = (step: number) => void order.push(step);
    const { signal } = new AbortController();
    expect(await inSlices(counting(4), { signal, ms: 0, onStep })).toBe('done');
    expect(order.filter((one) => one !== 'other')).toEqual([1, 2, 3, 4]);
    expect(order.indexOf('other')).toBeLessThan(order.indexOf(4));
  });

  it('is one turn where it is short, and ends once it was cancelled', async () => {
    const steps: number[] = [];
    const abort = new AbortController();
    const onStep = (step: number) => {
      steps.push(step);
      if (step === 2) abort.abort();
    };
    const { signal } = abort;
    expect(await inSlices(counting(4), { signal, ms: 60_000, onStep })).toBe('done');
    expect(steps).toEqual([]);
    await expect(inSlices(counting(4), { signal, ms: 0, onStep })).rejects.toMatchObject({ code: 'cancelled' });
    expect(steps).toEqual([1, 2]);
  });
});

it('a trace that is followed in slices is that of one moment, also where records are sealed meanwhile', async () => {
  const dir = scratch('slices-');
  const home = join(dir, 'home');
  const options = { home, version: '9.9.9', oldRuntime: false, program: 'test' } as const;
  const { desk } = await Desk.init(options, {
    language: 'en',
    holder: { name: 'Sample', creditCode: null, operator: null },
  });
  try {
    const paths = Array.from({ length: 6 }, (_, i) => join(dir, `${i}.txt`));
    for (const path of paths) writeFileSync(path, path);
    const items = await desk.intake({ paths, again: false }).done;
    const ids = items.flatMap(({ recordId }) => recordId ?? []);
    ids.slice(1).forEach((id, i) => void desk.links.link(id, { rel: 'about', to: { record: ids[i] ?? '' } }));
    const view = DeskView.open(options);
    try {
      let sealing: Promise<unknown> | null = null;
      const onStep = () => {
        sealing ??= desk.seal();
      };
      const { signal } = new AbortController();
      const trace = await view.traceInSlices(ids[0] ?? '', { signal, ms: 0, onStep });
      await sealing;
      const keys = trace.nodes.map(({ key }) => key.length);
      expect(new Set(keys).size).toBe(1);
      expect(trace.edges).toHaveLength(5);
      expect(new Set(trace.edges.map(({ state }) => state)).size).toBe(1);
    } finally {
      view.close();
    }
    // who asks for another trace no longer waits for the first; a file does not care
    const [first, file, second] = [
      desk.links.trace(ids[0] ?? ''),
      desk.links.traceForFile(ids[0] ?? ''),
      desk.links.trace(ids[5] ?? ''),
    ];
    expect((await Promise.all([file, second])).map(({ nodes }) => nodes.length)).toEqual([6, 6]);
    await first.catch((error: unknown) => expect(error).toMatchObject({ code: 'cancelled' }));
    await expect(desk.links.trace('019aa000-0000-7000-8000-0000000000ff')).rejects.toMatchObject({ code: 'not-found' });
  } finally {
    await desk.close();
  }
});
