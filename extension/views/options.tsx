import { show } from './lib/view';
import { Options } from './options/app';

show('options_title', <Options />);
