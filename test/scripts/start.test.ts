import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { withHeartbeat } from '../../scripts/lib/heartbeat.ts';
import { say } from '../../scripts/lib/project.ts';
import { explainLines, isHarmless } from '../../scripts/runtime/chromium-lines.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a step that goes on is named again and again', async () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text).trim()) > 0);
  const done = withHeartbeat(async () => {
    say('Building better-sqlite3 …');
    await new Promise((resolve) => setTimeout(resolve, 50_000));
  });
  await vi.advanceTimersByTimeAsync(50_000);
  await done;
  expect(lines).toEqual([
    'Building better-sqlite3 …',
    'still at it after 15 s: Building better-sqlite3',
    'still at it after 30 s: Building better-sqlite3',
    'still at it after 45 s: Building better-sqlite3',
  ]);
});

const BUS =
  '[3021:1129/190312.123456:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket';
const GPU =
  '[3055:1129/190312.200000:ERROR:viz_main_impl.cc(183)] Exiting GPU process due to errors during initialization';
const SANDBOX =
  '[3021:1129/190312.0:FATAL:setuid_sandbox_host.cc(158)] The SUID sandbox helper binary was found, but is not configured correctly.';

test('known lines of Chromium are explained once, all others pass', async () => {
  expect([BUS, GPU, SANDBOX, 'TypeError: x is not a function'].map(isHarmless)).toEqual([true, true, false, false]);
  const from = new PassThrough();
  const lines: string[] = [];
  from.end([BUS, SANDBOX, GPU, 'a line of the app'].join('\n'));
  await explainLines(from, (line) => void lines.push(line));
  expect(lines).toEqual([expect.stringContaining('works without it'), SANDBOX, 'a line of the app']);
});
