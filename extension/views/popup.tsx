import { show } from './lib/view';
import { Popup } from './popup/app';

show('name', <Popup />);
