import {defineTool} from '../tool.js';

export const searchProducts = defineTool({
  name: 'search_products',
  title: 'Search products',
  description:
    "Search the shop's products by words in their name or description. Without a query it lists them. Prices are integers in minor units of the product's currency; the variant id is what checkout_session takes.",
  visibility: ['model'],
  opensWidget: false,
  annotations: {readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true},
  invoking: 'Looking through the shop',
  invoked: 'Looked through the shop',
  run: async ({query = '', limit = 20}, {storefront}) => ({products: await storefront.search(query, limit)}),
});
