import { lastLine, say } from './project.ts';

/** Milliseconds without a line after which a person wonders whether anything happens. */
const SILENCE = 15_000;

/** Runs `work`; whenever nothing was said for {@link SILENCE}, says that the last step goes on, and for how long. */
export async function withHeartbeat<T>(work: () => Promise<T>, silence: number = SILENCE): Promise<T> {
  let step = lastLine();
  let repeated = '';
  const timer = setInterval(() => {
    const { line, at } = lastLine();
    if (line !== repeated) step = { line, at };
    if (Date.now() - at < silence) return;
    const seconds = Math.round((Date.now() - step.at) / 1000);
    repeated = `  still at it after ${seconds} s: ${step.line.trim().replace(/ …$/, '') || 'starting'}`;
    say(repeated);
  }, silence / 5);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
