import '../../index.js';
import {detectHost} from '../../host/detect.js';

// Outside a chat the element says where the server is: <checkout-flow data-mcp-url="/mcp" data-product-id="…">.
const flow = document.querySelector('checkout-flow')!;
const {mcpUrl = '/mcp', productId, checkoutSessionId} = flow.dataset;
flow.host ??= detectHost({
  mcpUrl,
  toolInput: checkoutSessionId ? {checkout_session_id: checkoutSessionId} : {product_id: productId},
});
