import { show } from './lib/view';
import { Panel } from './panel/app';

show('panel_title', <Panel />);
