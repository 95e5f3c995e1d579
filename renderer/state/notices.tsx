import { App, Button } from 'antd';
import { useMemo } from 'react';
import { asApiError } from '../bridge.ts';
import { useDesk } from './desk.tsx';
import { useWords } from './words.ts';

export interface NoticeAction {
  readonly text: string;
  run(): void;
}

export interface Notices {
  /** Shows an error in its three parts. */
  fail(thrown: unknown): void;
  /** Reports that something is done; `actions` are offered with it. */
  done(text: string, ...actions: readonly NoticeAction[]): void;
}

/** Short notes in the corner of the window; both kinds are read out. */
export function useNotices(): Notices {
  const { notification } = App.useApp();
  const { words } = useWords();
  const standing = useDesk().status?.problem?.code ?? null;
  return useMemo(
    () => ({
      fail(thrown) {
        const error = asApiError(thrown);
        // it stands above every screen already, with what to do
        if (error.code === standing) return;
        const parts = words.error(error.code, error.details);
        notification.error({
          // the same sentence once
          key: `failed-${error.code}-${parts.happened}`,
          title: parts.happened,
          description: `${parts.safe} ${parts.next}`,
          duration: 0,
          role: 'alert',
        });
      },
      done(text, ...actions) {
        const key = `done-${Date.now()}`;
        const button = ({ text: label, run }: NoticeAction) => (
          <Button
            key={label}
            size="small"
            onClick={() => {
              notification.destroy(key);
              run();
            }}
          >
            {label}
          </Button>
        );
        notification.success({
          key,
          title: text,
          duration: actions.length === 0 ? 4 : 12,
          role: 'status',
          ...(actions.length === 0 ? {} : { actions: <span className="row">{actions.map(button)}</span> }),
        });
      },
    }),
    [notification, words, standing],
  );
}
