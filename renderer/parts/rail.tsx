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
import { type Place, useNavigation } from '../state/navigation.tsx';
import { commandKey } from '../state/shortcuts.ts';

const icons: Readonly<Record<Place, ReactNode>> = {
  notarize: <SafetyCertificateOutlined aria-hidden="true" />,
  records: <UnorderedListOutlined aria-hidden="true" />,
  verify: <FileDoneOutlined aria-hidden="true" />,
  trust: <LinkOutlined aria-hidden="true" />,
  settings: <SettingOutlined aria-hidden="true" />,
};

/** Keys for the places, with Ctrl or Command. */
export const placeKeys: Readonly<Record<Place, string>> = {
  notarize: '1',
  records: '2',
  verify: '3',
  trust: '4',
  settings: ',',
};

function RailLink({ place, badge }: { readonly place: Place; readonly badge?: string | null }) {
  const { t } = useTranslation();
  const navigation = useNavigation();
  const label = t(`common.places.${place}`);
  return (
    <button
      type="button"
      className="rail-link"
      aria-current={navigation.place === place ? 'page' : undefined}
      title={`${label} (${commandKey}+${placeKeys[place]})`}
      onClick={() => navigation.go(place)}
    >
      <span aria-hidden="true" className="rail-icon">
        {icons[place]}
      </span>
      <span className="rail-label">{label}</span>
      {badge && <span className="rail-badge">{badge}</span>}
    </button>
  );
}

/** The four places, and the settings behind a gear. */
export function Rail() {
  const { t } = useTranslation();
  const { view } = useIntakes();
  const percent = view?.running && view.bytes > 0 ? `${Math.floor((100 * view.bytesDone) / view.bytes)} %` : null;
  return (
    <nav className="rail" aria-label={t('common.nav')}>
      <p className="rail-product" aria-hidden="true">
        {t('common.product')}
      </p>
      <RailLink place="notarize" badge={percent} />
      <RailLink place="records" />
      <RailLink place="verify" />
      <RailLink place="trust" />
      <span className="rail-space" />
      <RailLink place="settings" />
    </nav>
  );
}
