import { proveEditor } from './prove';

proveEditor('input', { lines: false });
