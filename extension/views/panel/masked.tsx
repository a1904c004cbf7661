import type { Masked } from '../../engine';
import { t } from '../../text';
import * as words from '../lib/words';

/** Says what personal data was masked before a text was stored. */
export function MaskedNotice({ masked }: { masked: Masked[] }) {
  if (masked.length === 0) return null;
  return (
    <p class="notice" role="status">
      {t('masked_notice')}{' '}
      {masked.map(({ kind, was, now }) => t('masked_one', words.personalData(kind), was, now)).join(t('comma'))}
    </p>
  );
}
