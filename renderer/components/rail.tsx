import {
  FileDoneOutlined,
  LinkOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../state/desk.tsx';
import { useIntakes } from '../state/intake.tsx';
import { type Screen, useNavigation } from '../state/navigation.tsx';
import { commandKey } from '../state/shortcuts.ts';
import { useWords } from '../state/words.ts';

const icons: Readonly<Record<Screen, ReactNode>> = {
  notarize: <SafetyCertificateOutlined aria-hidden="true" />,
  records: <UnorderedListOutlined aria-hidden="true" />,
  verify: <FileDoneOutlined aria-hidden="true" />,
  trust: <LinkOutlined aria-hidden="true" />,
  settings: <SettingOutlined aria-hidden="true" />,
};

/** Keys for the places, with Ctrl or Command. */
export const screenKeys: Readonly<Record<Screen, string>> = {
  notarize: '1',
  records: '2',
  verify: '3',
  trust: '4',
  settings: ',',
};

/** What waits for the chain, and whether something is wrong with it: seen from everywhere. */
function useChainBadge(): { readonly badge: string; readonly note: string } | null {
  const { t } = useTranslation();
  const { words } = useWords();
  const { chain } = useDesk().status ?? { chain: null };
  if (chain === null) return null;
  const waits = chain.waiting === 0 ? '' : t('chains.waits', { count: chain.waiting });
  if (chain.problem === null) return chain.waiting === 0 ? null : { badge: String(chain.waiting), note: waits };
  const { happened } = words.error(chain.problem.code, chain.problem.details);
  return { badge: '!', note: `${happened} ${waits}`.trim() };
}

interface LinkProps {
  readonly screen: Screen;
  readonly badge?: string | null;
  /** What the badge says, in words. */
  readonly note?: string | undefined;
}

function RailLink({ screen, badge, note }: LinkProps) {
  const { t } = useTranslation();
  const navigation = useNavigation();
  const label = t(`common.screens.${screen}`);
  return (
    <button
      type="button"
      className="rail-link"
      aria-current={navigation.screen === screen ? 'page' : undefined}
      title={[`${label} (${commandKey}+${screenKeys[screen]})`, ...(note ? [note] : [])].join('\n')}
      onClick={() => navigation.go(screen)}
    >
      <span aria-hidden="true" className="rail-icon">
        {icons[screen]}
      </span>
      <span className="rail-label">{label}</span>
      {badge && <span className={`rail-badge${badge === '!' ? ' tone-amber' : ''}`}>{badge}</span>}
      {note && <span className="unseen">{note}</span>}
    </button>
  );
}

/** The four screens, and the settings behind a gear. */
export function Rail() {
  const { t } = useTranslation();
  const { view } = useIntakes();
  const chain = useChainBadge();
  const percent = view?.running && view.bytes > 0 ? `${Math.floor((100 * view.bytesDone) / view.bytes)} %` : null;
  return (
    <nav className="rail" aria-label={t('common.nav')}>
      <p className="rail-product" aria-hidden="true">
        {t('common.product')}
      </p>
      <RailLink screen="notarize" badge={percent} />
      <RailLink screen="records" />
      <RailLink screen="verify" />
      <RailLink screen="trust" badge={chain?.badge ?? null} note={chain?.note} />
      <span className="rail-space" />
      <RailLink screen="settings" />
    </nav>
  );
}
