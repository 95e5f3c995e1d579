interface Props {
  readonly title: string;
  readonly points: readonly string[];
}

/** A short list under a heading: what goes, what stays. */
export function Points({ title, points }: Props) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
