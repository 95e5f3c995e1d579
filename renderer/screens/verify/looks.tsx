import {
  ApartmentOutlined,
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  DiffOutlined,
  ExclamationCircleFilled,
  FileUnknownFilled,
  QuestionCircleFilled,
  SwapOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CheckState, Verdict } from '../../../core/verification/report.ts';

export type Tone = 'green' | 'amber' | 'red' | 'grey';

export interface Look {
  readonly tone: Tone;
  readonly icon: ReactNode;
}

/** Icon and colour of a verdict; every verdict has an icon of its own, so that colour never speaks alone. */
export const verdictLooks: Readonly<Record<Verdict, Look>> = {
  proven: { tone: 'green', icon: <CheckCircleFilled aria-hidden="true" /> },
  'self-attested': { tone: 'amber', icon: <ExclamationCircleFilled aria-hidden="true" /> },
  pending: { tone: 'amber', icon: <ClockCircleFilled aria-hidden="true" /> },
  'different-file': { tone: 'red', icon: <SwapOutlined aria-hidden="true" /> },
  misstated: { tone: 'red', icon: <DiffOutlined aria-hidden="true" /> },
  tampered: { tone: 'red', icon: <CloseCircleFilled aria-hidden="true" /> },
  untrusted: { tone: 'grey', icon: <QuestionCircleFilled aria-hidden="true" /> },
  unreadable: { tone: 'grey', icon: <FileUnknownFilled aria-hidden="true" /> },
};

/** Icon and colour of a trace pack as a whole; never green, because each certificate has a verdict of its own. */
export const packLooks: Readonly<Record<'whole' | 'wholeHolds' | 'wholeOpen' | 'wholeDiffers', Look>> = {
  whole: { tone: 'grey', icon: <ApartmentOutlined aria-hidden="true" /> },
  wholeHolds: { tone: 'grey', icon: <ApartmentOutlined aria-hidden="true" /> },
  wholeOpen: { tone: 'amber', icon: <ApartmentOutlined aria-hidden="true" /> },
  wholeDiffers: { tone: 'red', icon: <CloseCircleFilled aria-hidden="true" /> },
};

/** Icon and colour for results without a verdict: a document alone, an error. */
export const plainLook: Look = { tone: 'grey', icon: <FileUnknownFilled aria-hidden="true" /> };

export const checkLooks: Readonly<Record<CheckState, { readonly tone: Tone; readonly sign: string }>> = {
  passed: { tone: 'green', sign: '✓' },
  failed: { tone: 'red', sign: '✗' },
  absent: { tone: 'grey', sign: '–' },
  'not-run': { tone: 'grey', sign: '○' },
};
