import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  DeleteOutlined,
  EditOutlined,
  RollbackOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { RecordState } from '../../electron/api.ts';
import { useWords } from '../state/words.ts';

const looks: Readonly<Record<RecordState, { readonly tone: string; readonly icon: ReactNode }>> = {
  recorded: { tone: 'ink', icon: <EditOutlined aria-hidden="true" /> },
  sealed: { tone: 'amber', icon: <ClockCircleOutlined aria-hidden="true" /> },
  anchored: { tone: 'green', icon: <CheckCircleOutlined aria-hidden="true" /> },
  withdrawn: { tone: 'grey', icon: <RollbackOutlined aria-hidden="true" /> },
  erased: { tone: 'grey', icon: <DeleteOutlined aria-hidden="true" /> },
};

/** The state of a record: icon, colour and word. */
export function StateTag({ state }: { readonly state: RecordState }) {
  const { words } = useWords();
  const { tone, icon } = looks[state];
  return (
    <span className={`state tone-${tone}`} title={words.stateMeanings[state]}>
      <span aria-hidden="true">{icon}</span> {words.states[state]}
    </span>
  );
}
