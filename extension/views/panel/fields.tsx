import { useRef } from 'preact/hooks';
import type { FieldState, State } from '../../engine';
import type { Status } from '../../protocol';
import { type TextKey, t } from '../../text';
import { useHeld } from '../lib/held';
import { colleagues, who } from '../lib/who';
import * as words from '../lib/words';
import { HandOver } from './hand-over';
import { NextStep } from './next-step';
import { Reasons } from './reasons';
import { useRecorder } from './record';
import { requestOf } from './todo-line';

interface Props {
  id: string;
  state: State | null;
  status: Status | undefined;
  /** RFC 3339 of the next good time to contact the buyer, '' for now. */
  goodTime: string;
}

/** What the trade records of a case besides its notes: each change is saved as it is made. */
export function Fields({ id, state, status, goodTime }: Props) {
  const recorder = useRecorder();
  const me = status?.sync.member ?? '';
  const text = (name: string) => String(state?.fields[name]?.value ?? '');
  const assignee = text('assignee');

  const latest = useRef(state);
  latest.current = state;
  const turn = useRef(Promise.resolve());
  /** Own changes of each field, one upon the other, and before them what the first was made upon. */
  const own = useRef(new Map<string, string[]>());

  /** One after the other: of two quick changes the second rests on the first, not on what both of them saw. */
  function set(name: string, value: string | string[]): Promise<boolean> {
    const kept = turn.current.then(() => {
      const shown = latest.current?.fields[name]?.head ?? '';
      const known = own.current.get(name);
      // The state may still show what any of them replaced.
      const chain = known?.includes(shown) ? known : [shown];
      const base = chain.at(-1);
      const event = { case: id, kind: 'field' as const, ...(base && { base }), body: { name, value } };
      return recorder.record(event, (stored) => own.current.set(name, [...chain, stored]));
    });
    turn.current = kept.then(() => {});
    return kept;
  }

  return (
    <section>
      <h3>{t('fields_title')}</h3>
      <div class="fields">
        <Choice
          label="field_status"
          value={text('status') || '新'}
          options={words.STATUSES.map((value) => [value, words.status(value)])}
          onSave={(value) => set('status', value)}
        />
        {!requestOf(id) && (
          <Choice
            label="field_rating"
            value={text('rating')}
            options={[
              ['', t('rating_unknown')],
              ...words.RATINGS.map((value): [string, string] => [value, words.rating(value)]),
            ]}
            onSave={(value) => set('rating', value)}
          />
        )}
        <Choice
          label="field_buyer_type"
          value={text('buyer_type')}
          options={[
            ['', t('buyer_type_unknown')],
            ...words.BUYER_TYPES.map((value): [string, string] => [value, words.buyerType(value)]),
          ]}
          onSave={(value) => set('buyer_type', value)}
        />
        {me !== '' && (
          <Choice
            label="field_assignee"
            value={assignee}
            shown={assignee === '' ? '' : who(assignee, me)}
            options={[
              ['', t('assignee_none')],
              [me, t('who_me')],
              ...colleagues(me).map(({ member, name }): [string, string] => [member, name]),
            ]}
            onSave={(value) => set('assignee', value)}
          />
        )}
      </div>
      {text('buyer_type') && <p class="hint small">{words.buyerAdvice(text('buyer_type'))}</p>}
      <Reasons state={state} onSave={(reasons) => set('reasons', reasons)} />
      <NextStep state={state} suggested={goodTime} now={Date.now() + (status?.skew ?? 0)} set={set} />
      {me !== '' && assignee !== me && (
        <button type="button" class="link" onClick={() => void set('assignee', me)}>
          {t('assignee_take')}
        </button>
      )}
      {assignee !== '' && assignee === me && <HandOver id={id} me={me} state={state} />}
      {Object.entries(state?.fields ?? {}).map(([name, field]) => (
        <Replaced key={name} name={name} field={field} me={me} />
      ))}
      {recorder.error && (
        <p class="notice bad" role="alert">
          {recorder.error}
        </p>
      )}
    </section>
  );
}

interface Choices {
  label: TextKey;
  value: string;
  /** What is read for a value that is none of the options. */
  shown?: string;
  options: [string, string][];
  onSave(value: string): Promise<boolean>;
}

function Choice({ label, value: stored, shown = stored, options, onSave }: Choices) {
  const { value, save } = useHeld(stored);
  const choose = (next: string): void => save(next, onSave(next));
  const known = options.some(([option]) => option === value);
  return (
    <label class="field">
      <span>{t(label)}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {!known && <option value={value}>{shown}</option>}
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Says whose value a later one replaced without having seen it. */
function Replaced({ name, field, me }: { name: string; field: FieldState; me: string }) {
  if (!field.replaced) return null;
  const { actor, value } = field.replaced;
  const said =
    name === 'rating' ? words.rating(String(value)) : name === 'assignee' ? who(String(value), me) : String(value);
  return <p class="notice">{t('field_replaced', words.fieldName(name), who(actor, me), said)}</p>;
}
