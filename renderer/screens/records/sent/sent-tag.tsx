import { CheckCircleOutlined, ClockCircleOutlined, RetweetOutlined, SwapOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SentState } from '../../../../electron/api.ts';

const looks: Readonly<Record<SentState, { readonly tone: string; readonly icon: ReactNode }>> = {
  current: { tone: 'green', icon: <CheckCircleOutlined aria-hidden="true" /> },
  provisional: { tone: 'amber', icon: <ClockCircleOutlined aria-hidden="true" /> },
  'final-due': { tone: 'ink', icon: <SwapOutlined aria-hidden="true" /> },
  'newer-due': { tone: 'ink', icon: <SwapOutlined aria-hidden="true" /> },
  replaced: { tone: 'grey', icon: <RetweetOutlined aria-hidden="true" /> },
};

/** State of a sent certificate: icon, colour and word. */
export function SentTag({ state }: { readonly state: SentState }) {
  const { t } = useTranslation();
  const { tone, icon } = looks[state];
  return (
    <span className={`state tone-${tone}`} title={t(`sent.meanings.${state}`)}>
      <span aria-hidden="true">{icon}</span> {t(`sent.states.${state}`)}
    </span>
  );
}
