/// <reference types="vite/client" />
// Styles before anything else: side by side they compress better than each beside its element.
import.meta.glob('../../elements/*/*.styles.ts', {eager: true});
import {define, flowElements} from '../../define.js';
import {detectHost} from '../../host/detect.js';

define(flowElements);
document.querySelector('checkout-flow')!.host = detectHost();
