import {isTaxed, percentageDecimal, stateOf, taxOn, type TaxAddress, type TaxRate} from './rates.js';

/** What decides about tax: the rate of the place, and whether the buyer is exempt. */
export type Rule = {rate: TaxRate | undefined; address: TaxAddress; override: 'none' | 'customer_exempt' | 'reverse_charge'};

/** The tax of one amount. With inclusive behaviour `amount` holds `amount_tax` already. */
export type LineTax = {
  amount: number;
  amount_tax: number;
  tax_behavior: 'exclusive' | 'inclusive';
  tax_breakdown: object[];
  tax_code: string;
};

type Reason = 'standard_rated' | 'product_exempt' | 'not_collecting' | 'customer_exempt' | 'reverse_charge';
type Amount = {amount: number; behavior?: 'exclusive' | 'inclusive'; taxCode: string};

/** The tax of a line or of the shipping. */
export function lineTaxes({amount, behavior = 'exclusive', taxCode}: Amount, rule: Rule): LineTax {
  const reason = reasonOf(taxCode, rule);
  const tax = reason === 'standard_rated' ? taxOn(amount, rule.rate!.rate, behavior) : 0;
  return {
    amount,
    amount_tax: tax,
    tax_behavior: behavior,
    tax_breakdown: [
      {
        amount: tax,
        jurisdiction: jurisdictionOf(rule),
        sourcing: 'destination',
        tax_rate_details: rateDetails(reason, rule),
        taxability_reason: reason,
        taxable_amount: taxable(reason, {amount, tax, behavior}),
      },
    ],
    tax_code: taxCode,
  };
}

/** The sums of a calculation. Inclusive tax is part of the amounts, so only exclusive tax is added. */
export function summaryOf(lines: LineTax[], rule: Rule) {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const taxes = (behavior: LineTax['tax_behavior']) =>
    sum(lines.filter(({tax_behavior}) => tax_behavior === behavior).map(({amount_tax: tax}) => tax));
  const exclusive = taxes('exclusive');
  return {
    amount_total: sum(lines.map(({amount}) => amount)) + exclusive,
    tax_amount_exclusive: exclusive,
    tax_amount_inclusive: taxes('inclusive'),
    tax_breakdown: summedBreakdown(lines, rule),
  };
}

function summedBreakdown(lines: LineTax[], rule: Rule): object[] {
  const groups = new Map<string, {amount: number; inclusive: boolean; reason: Reason; taxable_amount: number}>();
  for (const {amount, amount_tax: tax, tax_behavior: behavior, tax_code: taxCode} of lines) {
    const reason = reasonOf(taxCode, rule);
    const key = `${reason} ${behavior}`;
    const group = groups.get(key) ?? {amount: 0, inclusive: behavior === 'inclusive', reason, taxable_amount: 0};
    group.amount += tax;
    group.taxable_amount += taxable(reason, {amount, tax, behavior});
    groups.set(key, group);
  }
  return [...groups.values()].map(({reason, ...group}) => ({
    ...group,
    tax_rate_details: {
      country: rule.address.country,
      flat_amount: null,
      percentage_decimal: reason === 'standard_rated' ? percentageDecimal(rule.rate!.rate) : '0.0',
      rate_type: rule.rate ? 'percentage' : null,
      state: stateOf(rule.address),
      tax_type: rule.rate?.type ?? null,
    },
    taxability_reason: reason,
  }));
}

function reasonOf(taxCode: string, {rate, override}: Rule): Reason {
  if (override !== 'none') return override;
  if (!rate) return 'not_collecting';
  return isTaxed(taxCode, rate) ? 'standard_rated' : 'product_exempt';
}

const taxable = (reason: Reason, {amount, tax, behavior}: {amount: number; tax: number; behavior: LineTax['tax_behavior']}) =>
  reason !== 'standard_rated' ? 0 : behavior === 'inclusive' ? amount - tax : amount;

const jurisdictionOf = ({rate, address}: Rule) => {
  const state = rate?.state ?? null;
  return {country: address.country, display_name: state ?? address.country, level: state ? 'state' : 'country', state};
};

const rateDetails = (reason: Reason, {rate}: Rule) =>
  reason === 'standard_rated' ? {display_name: rate!.name, percentage_decimal: percentageDecimal(rate!.rate), tax_type: rate!.type} : null;
