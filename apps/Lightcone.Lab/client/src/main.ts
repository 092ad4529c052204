import './style/tokens.css';
import './style/base.css';
import './style/play.css';
import './style/rule.css';
import './style/claims.css';
import './style/worlds.css';
import './style/length.css';
import './style/landscape.css';
import './style/spikes.css';
import './style/fields.css';
import './style/transfer.css';
import './style/server.css';
import { start } from './shell';

start();
