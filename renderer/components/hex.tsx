import { groupedHex } from '../../core/words/words.ts';

/** A digest or fingerprint in groups of eight; lines break only between groups. */
export function Hex({ value }: { readonly value: string }) {
  return (
    <code className="hex">
      {groupedHex(value)
        .split(' ')
        .map((group, i) => (
          <span key={i}>{group} </span>
        ))}
    </code>
  );
}
