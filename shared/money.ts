import * as z from 'zod/mini';

/** Integer in the currency's minor units: 1999 is $19.99, 1999 is ¥1999, 1999 is KWD 1.999. */
export const Amount = z.int();
export type Amount = z.infer<typeof Amount>;

/** ISO 4217 code in lower case, as ACP recommends and Stripe demands. Upper case is accepted and folded. */
export const Currency = z.pipe(
  z.string('currency must be a three-letter ISO 4217 code'),
  z.pipe(
    z.transform((code: string) => code.toLowerCase()),
    z.string().check(z.regex(/^[a-z]{3}$/, 'currency must be a three-letter ISO 4217 code')),
  ),
);
export type Currency = string;

// ISO 4217 minor units where they are not 2. Intl's digit counts are a display habit: for HUF it says 0 where ISO says 2.
// MGA is an exception to ISO, whose 2 stands for fifths nobody uses: payment providers count whole ariary.
const EXPONENTS = {
  0: 'bif clp djf gnf isk jpy kmf krw mga pyg rwf ugx uyi vnd vuv xaf xof xpf',
  3: 'bhd iqd jod kwd lyd omr tnd',
  4: 'clf uyw',
};

/** Digits after the decimal point of a currency's major unit (ISO 4217): 2 for usd, 0 for jpy, 3 for kwd. */
export const exponentOf = (currency: Currency): number =>
  Number(Object.entries(EXPONENTS).find(([, codes]) => codes.includes(currency.toLowerCase()))?.[0] ?? 2);

/** The smallest amount a card takes, in minor units: cards pay three-decimal currencies in steps of ten. */
export const coinOf = (currency: Currency): Amount => (exponentOf(currency) === 3 ? 10 : 1);

// Building a formatter costs some hundred times more than using it; a page uses a handful.
const formatters = new Map<string, Intl.NumberFormat>();

/**
 * Prints an amount for people, e.g. `formatMoney(1999, 'usd', 'en-US')` is `$19.99`.
 * The digits are moved as text, never divided, so no amount is rounded on the way to the screen.
 * An unknown locale falls back to the runtime's own.
 */
export function formatMoney(amount: Amount, currency: Currency, locale?: string): string {
  const digits = exponentOf(currency);
  const key = `${locale}/${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const options = {style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits} as const;
    try {
      formatter = new Intl.NumberFormat(locale, options);
    } catch {
      formatter = new Intl.NumberFormat(undefined, options); // the host sent a tag that is no BCP 47 language
    }
    formatters.set(key, formatter);
  }
  return formatter.format(toDecimal(amount, digits) as Intl.StringNumericLiteral);
}

/** Moves the decimal point: `toDecimal(1999, 2)` is `"19.99"`. For interfaces that want major units as text. */
export function toDecimal(amount: Amount, digits: number): string {
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const point = text.length - digits;
  return (amount < 0 ? '-' : '') + (digits ? `${text.slice(0, point)}.${text.slice(point)}` : text);
}
