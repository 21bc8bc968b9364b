import type Stripe from 'stripe';

type Extra = Partial<Stripe.ProductCreateParams> & {price?: Partial<Stripe.ProductCreateParams.DefaultPriceData> | null};

/** A product for 20.00 dollars, or another price; `price: null` makes one without. Ids are in the order of creation. */
export async function sell(client: Stripe, name: string, {price = {}, ...extra}: Extra = {}): Promise<string> {
  const product = await client.products.create({
    name,
    ...extra,
    ...(price && {
      default_price_data: {
        currency: 'usd',
        ...('custom_unit_amount' in price || 'unit_amount_decimal' in price ? {} : {unit_amount: 2000}),
        ...price,
      },
    }),
  });
  return product.id;
}

/** A variant of the cup. */
export const sellCup = (client: Stripe, color: string, size: string, extra: Extra = {}) =>
  sell(client, `Café Cup ${color} ${size}`, {
    ...extra,
    metadata: {
      product_group: 'cup',
      product_title: 'Café Cup',
      option_order: 'color, size',
      option_size: size,
      option_color: color,
      ...(extra.metadata as Record<string, string>),
    },
  });

/** The cup in three variants and the tea of the catalog contract. */
export async function sellCupAndTea(client: Stripe) {
  const inkSmall = await sellCup(client, 'Ink', 'Small', {description: 'Holds the tea.', images: ['https://pictures.example/ink.png']});
  const inkLarge = await sellCup(client, 'Ink', 'Large', {price: {unit_amount: 2600}, metadata: {compare_at_price: '3000'}});
  const oatSmall = await sellCup(client, 'Oat', 'Small');
  const tea = await sell(client, 'Green Tea', {price: {unit_amount: 900}, tax_code: 'txcd_40060003', metadata: {stock: '7'}});
  return {cup: {id: 'cup', inkSmall, inkLarge, oatSmall}, tea};
}

/** A shipping rate in dollars. */
export async function ship(
  client: Stripe,
  display_name: string,
  amount: number,
  extra: Partial<Stripe.ShippingRateCreateParams> = {},
): Promise<string> {
  const rate = await client.shippingRates.create({display_name, type: 'fixed_amount', fixed_amount: {amount, currency: 'usd'}, ...extra});
  return rate.id;
}
