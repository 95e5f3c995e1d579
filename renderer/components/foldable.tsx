import { type ReactNode, useState } from 'react';

interface Props {
  readonly title: string;
  /** What has to be read also while it is folded away. */
  readonly folded?: ReactNode;
  readonly children: ReactNode;
}

/** What is folded away at first, and only made once somebody opens it. */
export function Foldable({ title, folded, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{title}</summary>
        {open && children}
      </details>
      {!open && folded}
    </>
  );
}
