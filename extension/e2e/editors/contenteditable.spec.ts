import { proveEditor } from './prove';

proveEditor('contenteditable');
