import { proveEditor } from './prove';

proveEditor('plain');
