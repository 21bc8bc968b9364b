import type {FulfillmentOption} from '../../shared/session.js';

const day = {weekday: 'short', month: 'short', day: 'numeric'} as const;
const hours = {...day, hour: 'numeric', minute: '2-digit'} as const;

/**
 * A span of days, or of hours within days, in the buyer's words and time zone: "Wed, Nov 25 – Fri, Nov 27".
 * Times are RFC 3339. Empty where there is no time, or one that cannot be read.
 */
export function dateRange(from: string | undefined, to: string | undefined, locale?: string, withHours = false): string {
  const start = new Date(from ?? to ?? '');
  const end = new Date(to ?? from ?? '');
  if (isNaN(+start) || isNaN(+end)) return '';
  const options = withHours ? hours : day;
  let format;
  try {
    format = new Intl.DateTimeFormat(locale, options);
  } catch {
    format = new Intl.DateTimeFormat(undefined, options); // the host sent a tag that is no BCP 47 language
  }
  // A date stays in one piece; a narrow line breaks after the dash.
  return (start < end ? format.formatRange(start, end) : format.format(end)).replace(/(?<!–)\s/g, '\xa0');
}

/** When an option delivers: its window in hours, or its days. Empty where it does not say. */
export const deliveryTime = (option: FulfillmentOption, locale?: string): string =>
  option.delivery_window
    ? dateRange(option.delivery_window.start, option.delivery_window.end, locale, true)
    : dateRange(option.earliest_delivery_time, option.latest_delivery_time, locale);
