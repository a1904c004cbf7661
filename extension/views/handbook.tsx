import { Handbook } from './handbook/app';
import { show } from './lib/view';

show('handbook_title', <Handbook />);
