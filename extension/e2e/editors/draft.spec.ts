import { proveEditor } from './prove';

proveEditor('draft');
