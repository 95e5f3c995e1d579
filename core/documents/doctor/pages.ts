/** Two lists of pages by their digests: which were changed, added, removed or moved. */
import type { Finding } from './findings.ts';

type Digest = string | null;

/** A stretch that differs: positions (from 0) in the sealed and in the given document. */
interface Gap {
  readonly sealed: readonly number[];
  readonly given: readonly number[];
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
const oneBased = (positions: readonly number[]) => positions.map((position) => position + 1);

/** The gaps between pages of the longest common order. A page without a digest only equals another one without. */
function gaps(sealed: readonly Digest[], given: readonly Digest[]): readonly Gap[] {
  const rows = sealed.length + 1;
  const width = given.length + 1;
  const best = new Uint16Array(rows * width);
  for (let i = rows - 2; i >= 0; i--)
    for (let j = width - 2; j >= 0; j--)
      best[i * width + j] =
        sealed[i] === given[j]
          ? (best[(i + 1) * width + j + 1] as number) + 1
          : Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
  const found: Gap[] = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  const close = () => {
    if (i > fromI || j > fromJ) found.push({ sealed: range(fromI, i), given: range(fromJ, j) });
  };
  while (i < sealed.length && j < given.length) {
    if (sealed[i] === given[j]) {
      close();
      [i, j] = [i + 1, j + 1];
      [fromI, fromJ] = [i, j];
    } else if ((best[(i + 1) * width + j] as number) >= (best[i * width + j + 1] as number)) i++;
    else j++;
  }
  [i, j] = [sealed.length, given.length];
  close();
  return found;
}

function sameSet(a: readonly Digest[], b: readonly Digest[]): boolean {
  const sorted = (list: readonly Digest[]) => list.map((one) => one ?? '').sort();
  const [left, right] = [sorted(a), sorted(b)];
  return left.length === right.length && left.every((one, i) => one === right[i]);
}

/** How the pages differ; empty when they are the same as far as they have digests. Null when no page is the same. */
export function comparePages(sealed: readonly Digest[], given: readonly Digest[]): readonly Finding[] | null {
  const unknown = oneBased(range(0, given.length).filter((i) => given[i] === null));
  const extra = unknown.length > 0 ? { unknown } : {};
  const open = gaps(sealed, given);
  if (open.length === 0) return [];
  const common = given.some((digest) => digest !== null && sealed.includes(digest));
  if (!common) return null;
  if (sameSet(sealed, given)) {
    const moved = oneBased(range(0, given.length).filter((i) => sealed[i] !== given[i]));
    return [{ code: 'pages-reordered', certain: !sealed.includes(null), detail: { pages: moved, ...extra } }];
  }
  return gapFindings(open, sealed, given, extra);
}

function gapFindings(
  open: readonly Gap[],
  sealed: readonly Digest[],
  given: readonly Digest[],
  extra: { readonly unknown?: readonly number[] },
): readonly Finding[] {
  const changed = open.filter((gap) => gap.sealed.length > 0 && gap.given.length > 0);
  const added = open.filter((gap) => gap.sealed.length === 0).flatMap((gap) => gap.given);
  const removed = open.filter((gap) => gap.given.length === 0).flatMap((gap) => gap.sealed);
  const known = (list: readonly Digest[], positions: readonly number[]) => positions.every((i) => list[i] !== null);
  const findings: Finding[] = [];
  if (changed.length > 0) {
    const pages = changed.flatMap((gap) => gap.given);
    // the same number of pages in both, between equal pages
    const paired = changed.every((gap) => gap.sealed.length === gap.given.length);
    const certain = paired && changed.every((gap) => known(sealed, gap.sealed) || known(given, gap.given));
    findings.push({ code: 'page-changed', certain, detail: { pages: oneBased(pages), of: given.length, ...extra } });
  }
  if (added.length > 0)
    findings.push({
      code: 'pages-added',
      certain: known(given, added) && added.every((i) => !sealed.includes(given[i] as Digest)),
      detail: { pages: oneBased(added), of: given.length, ...extra },
    });
  if (removed.length > 0)
    findings.push({
      code: 'pages-removed',
      certain: known(sealed, removed) && removed.every((i) => !given.includes(sealed[i] as Digest)),
      detail: { pages: oneBased(removed), of: sealed.length, ...extra },
    });
  return findings;
}
