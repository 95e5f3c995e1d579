/** How often a bench measures: as often as it wants to, while its share of the time of the whole run lasts. */

/** Seconds after which no further round of a bench is begun, so that a busy machine ends the whole run in half an hour. */
const SHARE = 150;

let began = performance.now();

/** Called before each bench. */
export function beginShare(): void {
  began = performance.now();
}

/** Numbers of the rounds from 0: at least one, at most `most`, and fewer where time is short. */
export function* rounds(most: number, now: () => number = () => performance.now()): Generator<number> {
  for (let round = 0; round < most; round++) {
    if (round > 0 && now() - began > 1000 * SHARE) return;
    yield round;
  }
}
