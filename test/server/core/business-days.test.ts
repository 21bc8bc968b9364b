import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {addBusinessDays, addMonths, instantOf, localTime} from '../../../server/core/business-days.js';

const WEEKEND = ['saturday', 'sunday'] as const;

describe('business days', () => {
  for (const [from, days, to, why] of [
    ['2026-11-23', 1, '2026-11-24', 'Monday to Tuesday'],
    ['2026-11-20', 1, '2026-11-23', 'Friday to Monday'],
    ['2026-11-21', 1, '2026-11-23', 'Saturday to Monday'],
    ['2026-11-22', 3, '2026-11-25', 'Sunday to Wednesday'],
    ['2026-11-18', 5, '2026-11-25', 'a whole week on'],
    ['2026-11-23', 0, '2026-11-23', 'none on a working day'],
    ['2026-11-22', 0, '2026-11-23', 'none on a Sunday'],
    ['2026-12-31', 1, '2027-01-01', 'over the year; holidays are not known'],
    ['2028-02-28', 1, '2028-02-29', 'a leap day'],
  ] as const)
    it(`counts ${why}`, () => assert.equal(addBusinessDays(from, days, WEEKEND), to));

  it('takes the shop’s own weekend', () => {
    assert.equal(addBusinessDays('2026-11-26', 1, ['friday', 'saturday']), '2026-11-29');
  });
});

describe('the shop’s clock', () => {
  const ZONE = 'America/Los_Angeles';
  for (const [date, time, utc, why] of [
    ['2026-11-23', '12:00', '2026-11-23T20:00:00.000Z', 'winter'],
    ['2026-07-01', '12:00', '2026-07-01T19:00:00.000Z', 'summer'],
    ['2026-03-08', '12:00', '2026-03-08T19:00:00.000Z', 'noon of the day the clocks go forward'],
    ['2026-03-08', '02:30', '2026-03-08T10:30:00.000Z', 'a time that is skipped: the hour after'],
    ['2026-11-01', '12:00', '2026-11-01T20:00:00.000Z', 'noon of the day the clocks go back'],
    ['2026-11-01', '01:30', '2026-11-01T08:30:00.000Z', 'a time that comes twice: the first'],
  ] as const)
    it(`finds ${why}`, () => assert.equal(new Date(instantOf(date, time, ZONE)).toISOString(), utc));

  it('says which day it is there, not here', () => {
    const instant = Date.parse('2026-11-23T04:05:00Z');
    assert.deepEqual(localTime(instant, ZONE), {date: '2026-11-22', time: '20:05'});
    assert.deepEqual(localTime(instant, 'Asia/Tokyo'), {date: '2026-11-23', time: '13:05'});
  });

  it('writes midnight as 00:00', () => {
    assert.deepEqual(localTime(Date.parse('2026-11-23T08:00:00Z'), ZONE), {date: '2026-11-23', time: '00:00'});
  });
});

describe('months', () => {
  for (const [date, months, expected] of [
    ['2026-11-23', 1, '2026-12-23'],
    ['2026-11-23', 2, '2027-01-23'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 18, '2028-06-30'],
  ] as const)
    it(`${months} after ${date} is ${expected}`, () => assert.equal(addMonths(date, months), expected));
});
