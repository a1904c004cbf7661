import { show } from './lib/view';
import { Welcome } from './welcome/app';

show('welcome_title', <Welcome />);
