import {defineTool} from '../tool.js';

export const showProduct = defineTool({
  name: 'show_product',
  title: 'Show a product',
  description:
    'Show one product with its variants, prices and stock in the checkout widget, where the buyer picks a variant and a quantity. Give product_id (a product or variant id) or product_name.',
  visibility: ['model', 'app'],
  opensWidget: true,
  annotations: {readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true},
  invoking: 'Fetching the product',
  invoked: 'Product ready',
  async run({product_id, product_name}, {storefront}) {
    const {product, variant} = await storefront.show({id: product_id, name: product_name});
    return {product, productName: product.title, amount: variant.price, currency: product.currency, priceID: variant.id};
  },
});
