import type {Address} from '../../shared/address.js';
import type {Amount} from '../../shared/money.js';
import {applyDiscounts} from './discounts.js';
import {CheckoutError} from './errors.js';
import type {
  Catalog,
  CatalogItem,
  CheckoutStore,
  Discounts,
  FulfillmentRate,
  FulfillmentRates,
  PaymentProvider,
  PricedLine,
  TaxCalculator,
} from './ports.js';
import type {Inputs, Quote, QuotedOption} from './record.js';
import {assertAddsUp, cartAmounts, discountOfLines, lineAmounts, optionAmounts, sum} from './totals.js';

export interface QuoteSuppliers {
  catalog: Catalog;
  rates: FulfillmentRates;
  tax: TaxCalculator;
  discounts: Discounts;
  store: Pick<CheckoutStore, 'discountUses'>;
  payments: Pick<PaymentProvider, 'limits'>;
}

/** Where the goods change hands: at the pickup point, else at the buyer's address. */
const destinationOf = (option: FulfillmentRate | undefined, address: Address | undefined) =>
  option?.type === 'pickup' ? option.location?.address : address;

/** The buyer's choice while it is offered, else the cheapest delivery once an address is known. A pickup is only ever chosen. */
function chosen(rates: readonly FulfillmentRate[], optionId: string | undefined): FulfillmentRate | undefined {
  const wanted = rates.find(({id}) => id === optionId);
  if (wanted) return wanted;
  return rates
    .filter(({type}) => type !== 'pickup')
    .reduce<FulfillmentRate | undefined>((best, rate) => (best && best.amount <= rate.amount ? best : rate), undefined);
}

/** A line's tax; 0 while tax is not known. Throws when the calculator left a line out. */
function taxOf(lineId: string, taxes: {lines: Map<string, Amount>} | undefined): Amount {
  if (!taxes) return 0;
  const amount = taxes.lines.get(lineId);
  if (amount === undefined) throw new Error(`The tax of line ${lineId} is missing`);
  return amount;
}

/** Refuses ids the catalog does not have, with what to use instead where an id names a product that has variants. */
async function resolve(inputs: Inputs, catalog: Catalog): Promise<CatalogItem[]> {
  const found = new Map((await catalog.items(inputs.items.map(({itemId}) => itemId))).map((item) => [item.itemId, item]));
  return Promise.all(
    inputs.items.map(async ({itemId}, index) => {
      const item = found.get(itemId);
      if (item) return item;
      const param = `$.items[${index}].id`;
      const product = await catalog.product(itemId).catch((cause: unknown) => {
        if (!(cause instanceof CheckoutError) || cause.code !== 'invalid_item_id') throw cause;
        throw new CheckoutError('invalid_item_id', cause.message, {param, cause});
      });
      const hint = product ? `; choose one of its variants: ${product.variants.map(({id}) => id).join(', ')}` : '';
      const sentence = product ? `"${itemId}" has several variants` : `there is no item with the id "${itemId}"`;
      throw new CheckoutError('invalid_item_id', sentence + hint, {param});
    }),
  );
}

/**
 * Prices everything, now. `available` says how many pieces of each item this session could have.
 * Throws `CheckoutError` `invalid_item_id` for an unknown item, and a plain `Error` when the result does not add up.
 */
export async function makeQuote(
  inputs: Inputs,
  available: ReadonlyMap<string, number>,
  now: number,
  suppliers: QuoteSuppliers,
): Promise<Quote> {
  const {catalog, rates, tax, discounts, payments, store} = suppliers;
  const {currency} = catalog;
  const items = await resolve(inputs, catalog);
  const address = inputs.details?.address;
  const offeredDiscounts = await discounts.find(inputs.codes, currency);
  const limited = offeredDiscounts.flatMap(({id, limit}) => (limit === undefined ? [] : [id]));
  const {applied, rejected} = applyDiscounts(offeredDiscounts, {
    lines: items.map(({itemId, productId, price}, index) => {
      const {quantity} = inputs.items[index]!;
      return {itemId, productId, quantity, amount: lineAmounts(price, quantity, 0, 0).base};
    }),
    codes: inputs.codes,
    currency,
    now,
    signedIn: inputs.signedIn ?? false,
    country: address?.country,
    used: limited.length ? await store.discountUses(limited) : new Map(),
  });
  const lineDiscounts = discountOfLines(applied, items.length);

  const priced: PricedLine[] = items.map((item, index) => ({
    lineId: inputs.items[index]!.lineId,
    itemId: item.itemId,
    quantity: inputs.items[index]!.quantity,
    amount: lineAmounts(item.price, inputs.items[index]!.quantity, lineDiscounts[index]!, 0).subtotal,
    taxCategory: item.taxCategory,
  }));
  const offered = await rates.rates({address, lines: priced, subtotal: sum(priced.map(({amount}) => amount)), currency, now});
  const option = chosen(offered, inputs.optionId);
  const destination = destinationOf(option, address);
  const options = offered.map(({id, amount}) => ({id, amount}));
  const result =
    option && destination && (await tax.calculate({address: destination, lines: priced, options, optionId: option.id, currency}));
  const taxes = result?.kind === 'taxed' ? result : undefined;

  const lines = items.map((item, index) => {
    const {lineId, quantity} = inputs.items[index]!;
    return {
      lineId,
      quantity,
      itemId: item.itemId,
      productId: item.productId,
      title: item.title,
      description: item.description,
      variantOptions: item.variantOptions,
      images: item.images,
      unitAmount: item.price,
      available: available.get(item.itemId) ?? 0,
      ...lineAmounts(item.price, quantity, lineDiscounts[index]!, taxOf(lineId, taxes)),
    };
  });
  const quotedOptions: QuotedOption[] = offered.map((rate) => ({...rate, ...optionAmounts(rate.amount, taxes?.options.get(rate.id))}));
  const quote: Quote = {
    currency,
    lines,
    options: quotedOptions,
    ...(option && {optionId: option.id}),
    applied,
    rejected,
    ...cartAmounts(
      lines,
      quotedOptions.find(({id}) => id === option?.id),
    ),
    taxed: taxes !== undefined,
    limits: payments.limits(currency),
    // Where a pickup point cannot be found on the tax map, the buyer has nothing to mend.
    ...(result && result.kind !== 'taxed' && {taxProblem: option?.type === 'pickup' ? 'unavailable' : result.kind}),
    ...(taxes?.calculationId && {taxCalculationId: taxes.calculationId}),
  };
  assertAddsUp(quote);
  return quote;
}
