import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notary } from '../bridge.ts';

const pathsOf = (event: DragEvent) => [...event.dataTransfer.files].map((file) => notary.pathOf(file)).filter(Boolean);
const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

interface Props {
  readonly className?: string;
  /** Shown over the area while files are dragged over it. */
  readonly hint?: string;
  readonly children: ReactNode;
  onPaths(paths: readonly string[]): void;
}

/** An area that takes dropped files and folders. Everything it does can also be done with a button inside it. */
export function DropZone({ className = '', hint, children, onPaths }: Props) {
  const { t } = useTranslation();
  // enter and leave come for every child, so they are counted
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const count = (step: number) => {
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  const on = (handle: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    handle(event);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the buttons inside are everybody's
    <div
      className={`drop-zone ${className}`}
      onDragEnter={on(() => count(1))}
      onDragOver={on((event) => {
        event.dataTransfer.dropEffect = 'copy';
      })}
      onDragLeave={on(() => count(-1))}
      onDrop={on((event) => {
        depth.current = 0;
        setOver(false);
        onPaths(pathsOf(event));
      })}
    >
      {children}
      {over && (
        <div className="drop-over" aria-hidden="true">
          {hint ?? t('common.dropHere')}
        </div>
      )}
    </div>
  );
}

interface EmptyProps {
  readonly sentence: string;
  readonly note: string;
  readonly children: ReactNode;
}

/** The large empty drop area: one sentence, buttons, and one line of small print. */
export function DropInvitation({ sentence, note, children }: EmptyProps) {
  return (
    <div className="invitation">
      <InboxOutlined aria-hidden="true" className="invitation-icon" />
      <p className="invitation-sentence">{sentence}</p>
      <div className="row">{children}</div>
      <p className="small muted">{note}</p>
    </div>
  );
}
