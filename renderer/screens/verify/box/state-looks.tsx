import {
  BranchesOutlined,
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  CopyFilled,
  ExclamationCircleFilled,
  FileAddFilled,
  FileExclamationFilled,
  FileUnknownFilled,
  HistoryOutlined,
  QuestionCircleFilled,
  SwapOutlined,
  WarningFilled,
} from '@ant-design/icons';
import type { BoxState } from '../../../../core/documents/box/types.ts';
import type { Look } from '../looks.tsx';

/** Icon and colour of a row; every state has an icon of its own, so that colour never speaks alone. */
export const boxLooks: Readonly<Record<BoxState, Look>> = {
  forked: { tone: 'red', icon: <BranchesOutlined aria-hidden="true" /> },
  tampered: { tone: 'red', icon: <CloseCircleFilled aria-hidden="true" /> },
  misstated: { tone: 'red', icon: <WarningFilled aria-hidden="true" /> },
  different: { tone: 'red', icon: <SwapOutlined aria-hidden="true" /> },
  unreadable: { tone: 'grey', icon: <FileUnknownFilled aria-hidden="true" /> },
  untrusted: { tone: 'grey', icon: <QuestionCircleFilled aria-hidden="true" /> },
  'missing-document': { tone: 'amber', icon: <FileExclamationFilled aria-hidden="true" /> },
  'missing-certificate': { tone: 'amber', icon: <FileAddFilled aria-hidden="true" /> },
  superseded: { tone: 'amber', icon: <HistoryOutlined aria-hidden="true" /> },
  pending: { tone: 'amber', icon: <ClockCircleFilled aria-hidden="true" /> },
  'self-attested': { tone: 'amber', icon: <ExclamationCircleFilled aria-hidden="true" /> },
  duplicate: { tone: 'grey', icon: <CopyFilled aria-hidden="true" /> },
  proven: { tone: 'green', icon: <CheckCircleFilled aria-hidden="true" /> },
};
