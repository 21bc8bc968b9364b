/// <reference types="vite/client" />
// Styles before anything else: side by side they compress better than each beside its element.
import.meta.glob('../../elements/*/*.styles.ts', {eager: true});
import '../../index.js';
import {detectHost} from '../../host/detect.js';

document.querySelector('checkout-flow')!.host = detectHost();
