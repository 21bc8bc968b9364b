import {PreviewApp} from './app.js';
import {PreviewCatalogRow} from './catalog-row.js';
import {PreviewChat} from './chat.js';
import {PreviewHostFrame} from './host-frame.js';
import {PreviewLinkQuestion} from './link-question.js';
import {PreviewLogPanel} from './log-panel.js';
import {PreviewSheet} from './sheet.js';
import {PreviewToolbar} from './toolbar.js';

const elements = {
  'preview-host-frame': PreviewHostFrame,
  'preview-catalog-row': PreviewCatalogRow,
  'preview-log-panel': PreviewLogPanel,
  'preview-toolbar': PreviewToolbar,
  'preview-sheet': PreviewSheet,
  'preview-link-question': PreviewLinkQuestion,
  'preview-chat': PreviewChat,
  'chat-preview': PreviewApp,
};
for (const [tag, element] of Object.entries(elements)) if (!customElements.get(tag)) customElements.define(tag, element);
