import '../../index.js';
import {ThemeEditor} from './editor.js';
import {ThemeExchange} from './exchange.js';
import {ThemePanel} from './panel.js';
import {ThemeStage} from './stage.js';
import {ThemeToken} from './token-row.js';

const elements = {
  'theme-exchange': ThemeExchange,
  'theme-token': ThemeToken,
  'theme-panel': ThemePanel,
  'theme-stage': ThemeStage,
  'theme-editor': ThemeEditor,
};
for (const [tag, element] of Object.entries(elements)) if (!customElements.get(tag)) customElements.define(tag, element);
