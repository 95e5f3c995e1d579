import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly title: string;
  readonly children?: ReactNode;
}

/**
 * The title of a screen. It takes the focus when the screen is shown, so that keyboard navigation continues from there.
 */
export function ScreenHead({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – 存证台 Notary Desk`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <header className="screen-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div className="row">{children}</div>
    </header>
  );
}
