/**
 * Calendar arithmetic in a shop's time zone. A date is text, `2026-11-22`; a time of day is `17:00`; an instant is milliseconds
 * since the epoch. Nothing here reads a clock, and public holidays are not known.
 */

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const DAY_MS = 86_400_000;

// Building a formatter costs some hundred times more than using it, and using it far more than a look-up; a quote asks dozens of times.
const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const QUARTER_MS = 900_000; // clocks change on quarter hours only

/** Milliseconds that the zone's clock is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const quarter = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
  const key = `${timeZone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size > 1000) offsets.clear();
    offsets.set(key, (offset = readClock(quarter, timeZone) - quarter));
  }
  return offset;
}

/** The wall clock at an instant, as if that wall clock were UTC. */
const wallClock = (instant: number, timeZone: string) => instant + offsetAt(instant, timeZone);

function readClock(instant: number, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    const two = '2-digit';
    const options = {year: 'numeric', month: two, day: two, hour: two, minute: two, second: two, hourCycle: 'h23', timeZone} as const;
    formatters.set(timeZone, (formatter = new Intl.DateTimeFormat('en-US', options)));
  }
  const part = Object.fromEntries(formatter.formatToParts(instant).map(({type, value}) => [type, Number(value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
}

/** The date on the shop's calendar and the time on its clock, e.g. `{date: '2026-11-22', time: '09:41'}`. */
export function localTime(instant: number, timeZone: string): {date: string; time: string} {
  const text = new Date(wallClock(instant, timeZone)).toISOString();
  return {date: text.slice(0, 10), time: text.slice(11, 16)};
}

/**
 * The instant when the shop's clock shows this. A time that the clocks skip in spring is read as the hour after it;
 * of a time that comes twice in autumn the first is meant.
 */
export function instantOf(date: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const candidates = [wanted - offsetAt(wanted - DAY_MS, timeZone), wanted - offsetAt(wanted + DAY_MS, timeZone)];
  const real = candidates.filter((instant) => wallClock(instant, timeZone) === wanted);
  return real.length ? Math.min(...real) : Math.max(...candidates);
}

/** The same calendar, some days on. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The same calendar, some months on; the last day of a month that has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return `${last.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, '0')}`;
}

/** Whether the shop works on this date. */
export const isBusinessDay = (date: string, weekend: readonly Weekday[]): boolean =>
  !weekend.includes(WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()]!); // getUTCDay is 0 to 6

/** The n-th business day after a date; with 0 the date itself, or the next business day when it falls on a weekend. */
export function addBusinessDays(date: string, days: number, weekend: readonly Weekday[]): string {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, weekend)) left -= 1;
  }
  while (!isBusinessDay(day, weekend)) day = addDays(day, 1);
  return day;
}
