import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  DeleteOutlined,
  EditOutlined,
  ExperimentOutlined,
  LockOutlined,
  RollbackOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Standing, StandingName } from '../../core/records/standing.ts';
import { useWords } from '../state/words.ts';

/** Green is for what somebody else than this desk has confirmed. */
const looks: Readonly<Record<StandingName, { readonly tone: string; readonly icon: ReactNode }>> = {
  recorded: { tone: 'ink', icon: <EditOutlined aria-hidden="true" /> },
  own: { tone: 'ink', icon: <LockOutlined aria-hidden="true" /> },
  test: { tone: 'amber', icon: <ExperimentOutlined aria-hidden="true" /> },
  waiting: { tone: 'amber', icon: <ClockCircleOutlined aria-hidden="true" /> },
  confirmed: { tone: 'green', icon: <CheckCircleOutlined aria-hidden="true" /> },
  withdrawn: { tone: 'grey', icon: <RollbackOutlined aria-hidden="true" /> },
  erased: { tone: 'grey', icon: <DeleteOutlined aria-hidden="true" /> },
};

/** Where a record stands and on whose word: icon, colour and words. */
export function StateTag({ standing }: { readonly standing: Standing }) {
  const { words } = useWords();
  const { tone, icon } = looks[standing.is];
  const { label, meaning } = words.standing(standing);
  return (
    <span className={`state tone-${tone}`} title={meaning}>
      <span aria-hidden="true">{icon}</span> {label}
    </span>
  );
}
