import { proveEditor } from './prove';

proveEditor('vue');
