import { proveEditor } from './prove';

proveEditor('react');
