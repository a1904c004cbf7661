import { useState } from 'preact/hooks';
import type { PageClock, ReviewBody } from '../../engine';
import { t } from '../../text';
import { ulid } from '../../ulid';
import { ask } from '../lib/ask';
import { fromLocal, rfc3339, toLocal } from '../lib/time';
import { MaskedNotice } from './masked';
import { useRecorder } from './record';

interface Props {
  /** What is known already: of the case it is asked for on, {} where there is none. */
  known: Partial<ReviewBody>;
  skew: number;
  onOpen(id: string): void;
  onCancel(): void;
}

/** The form of one after-sale request, for those no page of the console has shown. */
export function NewRequest({ known, skew, onOpen, onCancel }: Props) {
  const recorder = useRecorder();
  const [fault, setFault] = useState('');
  const [now] = useState(() => toLocal(rfc3339(Date.now() + skew)));

  async function save(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const order = said('order');
    const number = said('number') || `P${ulid(Date.now()).slice(-9)}`;
    if (!/^\d{6,32}$/.test(order)) return setFault(t('request_fault_order'));
    if (!/^[0-9A-Za-z_-]{1,40}$/.test(number)) return setFault(t('request_fault_number'));
    setFault('');
    const id = `taobao:${order}:#${number}`;
    if ((await ask('case', { case: id })).state) {
      setFault(t('request_exists'));
      return onOpen(id);
    }
    const asked = fromLocal(said('at'));
    const page: PageClock = {
      kind: 'refunds',
      now: rfc3339(Date.now() + skew),
      ...(asked && { refund_at: asked }),
      ...(said('goods') === 'shipped' && { shipped_at: asked || rfc3339(Date.now() + skew) }), // only whether they are on their way counts
    };
    const body: ReviewBody = {
      platform: known.platform || (await ask('settings', {})).platform || 'taobao',
      order,
      item: known.order === order ? (known.item ?? '') : '',
      product: said('product'),
      buyer: said('buyer'),
      text: said('text'),
      ...(known.shop && { shop: known.shop }),
      ...(known.sku && known.order === order && { sku: known.sku }),
      page,
    };
    if (await recorder.record({ case: id, kind: 'review', body })) onOpen(id);
  }

  return (
    <form
      class="request fields"
      aria-label={t('request_new')}
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <h3 class="whole">{t('request_new')}</h3>
      <label class="field wide">
        <span>{t('request_order')}</span>
        <input name="order" inputMode="numeric" defaultValue={known.order ?? ''} required autocomplete="off" />
      </label>
      <label class="field wide">
        <span>{t('request_number')}</span>
        <input name="number" placeholder={t('request_number_hint')} autocomplete="off" />
      </label>
      <label class="field">
        <span>{t('request_product')}</span>
        <input name="product" defaultValue={known.product ?? ''} maxLength={200} autocomplete="off" />
      </label>
      <label class="field">
        <span>{t('request_buyer')}</span>
        <input name="buyer" defaultValue={known.buyer ?? ''} maxLength={40} autocomplete="off" />
      </label>
      <label class="field wide">
        <span>{t('request_at')}</span>
        <input name="at" type="datetime-local" defaultValue={now} />
      </label>
      <label class="field">
        <span>{t('request_goods')}</span>
        <select name="goods">
          <option value="shipped">{t('request_shipped')}</option>
          <option value="unshipped">{t('request_unshipped')}</option>
        </select>
      </label>
      <label class="field wide">
        <span>{t('request_text')}</span>
        <textarea name="text" rows={2} maxLength={5000} />
      </label>
      <div class="row field wide">
        <button type="submit" class="main" disabled={recorder.busy}>
          {t('request_save')}
        </button>
        <button type="button" class="plain" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
      {(fault || recorder.error) && (
        <p class="notice bad field wide" role="alert">
          {fault || recorder.error}
        </p>
      )}
      <MaskedNotice masked={recorder.masked} />
    </form>
  );
}
