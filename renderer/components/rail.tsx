import {
  FileDoneOutlined,
  LinkOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIntakes } from '../state/intake.tsx';
import { type Screen, useNavigation } from '../state/navigation.tsx';
import { commandKey } from '../state/shortcuts.ts';

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

function RailLink({ screen, badge }: { readonly screen: Screen; readonly badge?: string | null }) {
  const { t } = useTranslation();
  const navigation = useNavigation();
  const label = t(`common.screens.${screen}`);
  return (
    <button
      type="button"
      className="rail-link"
      aria-current={navigation.screen === screen ? 'page' : undefined}
      title={`${label} (${commandKey}+${screenKeys[screen]})`}
      onClick={() => navigation.go(screen)}
    >
      <span aria-hidden="true" className="rail-icon">
        {icons[screen]}
      </span>
      <span className="rail-label">{label}</span>
      {badge && <span className="rail-badge">{badge}</span>}
    </button>
  );
}

/** The four screens, and the settings behind a gear. */
export function Rail() {
  const { t } = useTranslation();
  const { view } = useIntakes();
  const percent = view?.running && view.bytes > 0 ? `${Math.floor((100 * view.bytesDone) / view.bytes)} %` : null;
  return (
    <nav className="rail" aria-label={t('common.nav')}>
      <p className="rail-product" aria-hidden="true">
        {t('common.product')}
      </p>
      <RailLink screen="notarize" badge={percent} />
      <RailLink screen="records" />
      <RailLink screen="verify" />
      <RailLink screen="trust" />
      <span className="rail-space" />
      <RailLink screen="settings" />
    </nav>
  );
}
