import type {FulfillmentOption} from '../../shared/session.js';

const day = {weekday: 'short', month: 'short', day: 'numeric'} as const;
const hours = {...day, hour: 'numeric', minute: '2-digit'} as const;

/** Whose words and clock: a BCP 47 tag and an IANA time zone; the browser's own without them. */
export interface Where {
  locale?: string;
  timeZone?: string;
}

/** A host may send a zone or a tag that this browser does not know: then the browser's own counts. */
function formatOf(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return options.timeZone ? formatOf(locale, {...options, timeZone: undefined}) : new Intl.DateTimeFormat(undefined, options);
  }
}

/**
 * A span of days, or of hours within days, in the buyer's words and time zone: "Wed, Nov 25 – Fri, Nov 27".
 * Times are RFC 3339. Empty where there is no time, or one that cannot be read.
 */
export function dateRange(from: string | undefined, to: string | undefined, where: Where = {}, withHours = false): string {
  const start = new Date(from ?? to ?? '');
  const end = new Date(to ?? from ?? '');
  if (isNaN(+start) || isNaN(+end)) return '';
  const format = formatOf(where.locale, {...(withHours ? hours : day), timeZone: where.timeZone});
  // A date stays in one piece; a narrow line breaks after the dash.
  return (start < end ? format.formatRange(start, end) : format.format(end)).replace(/(?<!–)\s/g, '\xa0');
}

/** When an option delivers: its window in hours, or its days. Empty where it does not say. */
export const deliveryTime = (option: FulfillmentOption, where?: Where): string =>
  option.delivery_window
    ? dateRange(option.delivery_window.start, option.delivery_window.end, where, true)
    : dateRange(option.earliest_delivery_time, option.latest_delivery_time, where);
