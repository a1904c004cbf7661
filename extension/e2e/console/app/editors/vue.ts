// Vue's v-model over a textarea.
import { createApp, h, ref, vModelText, watch, withDirectives } from 'vue';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const text = ref('');
  watch(text, (value) => onText(value));
  createApp({
    render: () =>
      withDirectives(
        h('textarea', {
          rows: 4,
          'onUpdate:modelValue': (value: string) => {
            text.value = value;
          },
        }),
        [[vModelText, text.value]],
      ),
  }).mount(host);
  host.querySelector('textarea')?.focus();
  return { text: () => text.value };
};
