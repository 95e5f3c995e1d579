/** What a bench has started and must not outlive it: ended when the bench is, or when somebody stops it. */

type End = () => Promise<void>;

const open = new Set<End>();

/** Registers how something is ended; gives back the way to end it, which does so once. */
export function ending(end: End): End {
  let ended: Promise<void> | null = null;
  const once = () => {
    // open until it has ended: a signal waits for what is being ended already
    ended ??= end().finally(() => open.delete(once));
    return ended;
  };
  open.add(once);
  return once;
}

/** Ends all that is open, the newest first; what cannot be ended does not keep the rest. */
async function endAll(): Promise<void> {
  for (const end of [...open].reverse())
    await end().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}

/**
 * On SIGINT, SIGTERM or SIGHUP: `last` once, then everything is ended, then the process; its code is the shell's for that
 * signal.
 */
export function endOnSignals(last: () => void): void {
  let stopping: Promise<void> | null = null;
  for (const [signal, code] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      // a second signal must not overtake the first
      if (stopping) return;
      last();
      stopping = endAll().finally(() => process.exit(code));
    });
}
