/** Votes that count towards a policy, and the time at which there were enough of them. */

/** A voter that counts, and the time of its vote: milliseconds since 1970, null when it carries no time. */
export interface Vote {
  readonly who: string;
  readonly at: number | null;
}

/** Each voter counts once, with its earliest time, independent of the order of votes. */
export function keepEarlier(votes: Map<string, Vote>, vote: Vote): void {
  const known = votes.get(vote.who);
  if (!known || isEarlier(vote, known)) votes.set(vote.who, vote);
}

function isEarlier(a: Pick<Vote, 'at'>, b: Pick<Vote, 'at'>): boolean {
  return a.at !== null && (b.at === null || a.at < b.at);
}

/** The first given; of equal ones the first in the list; null of none. One without a time comes last. */
export function earliest<V extends Pick<Vote, 'at'>>(votes: readonly V[]): V | null {
  return votes.reduce<V | null>((a, b) => (a && !isEarlier(b, a) ? a : b), null);
}

/** The time of the k-th vote, when enough had signed for the policy. Null for k = 0 or too few votes. */
export function kthSmallest(votes: readonly Pick<Vote, 'at'>[], k: number): number | null {
  const times = votes.flatMap(({ at }) => (at === null ? [] : [at])).sort((a, b) => a - b);
  return k === 0 ? null : (times[k - 1] ?? null);
}

/** The last of the times that are known; null when none is. */
export function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}
