import '../../index.js';
import {detectHost} from '../../host/detect.js';

document.querySelector('checkout-flow')!.host = detectHost();
