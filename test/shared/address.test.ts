import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Address, addressFields, addressProblems, Buyer, FulfillmentDetails} from '../../shared/address.js';

const full = {name: 'Ada', line_one: '1 Main St', city: 'Town', state: 'CA', country: 'US', postal_code: '94105'};
const messages = (read: {error?: {issues: {message: string}[]} | undefined}) => read.error?.issues.map(({message}) => message);

describe('the fields of an address', () => {
  const orders: [country: string, fields: string][] = [
    ['US', 'name line_one line_two? city state postal_code'],
    ['CA', 'name line_one line_two? city state postal_code'],
    ['GB', 'name line_one line_two? city postal_code'],
    ['DE', 'name line_one line_two? postal_code city'],
    ['FR', 'name line_one line_two? postal_code city'],
    ['IT', 'name line_one line_two? postal_code city state?'],
    ['JP', 'name line_one line_two? postal_code city state'],
    ['IE', 'name line_one line_two? city'],
    ['HK', 'name line_one line_two? city'],
    ['AE', 'name line_one line_two? city state'],
    ['KW', 'name line_one line_two? city'],
  ];
  for (const [country, fields] of orders) {
    it(`of ${country} are ${fields}`, () => {
      assert.equal(
        addressFields(country)
          .map(({field, required}) => field + (required ? '' : '?'))
          .join(' '),
        fields,
      );
    });
  }
});

describe('what an address still lacks', () => {
  const problems = (change: Partial<Address>) => addressProblems({...full, ...change}).map(({field, problem}) => `${field} ${problem}`);

  it('is nothing when it is whole', () => assert.deepEqual(problems({}), []));
  it('is every field that a country needs', () =>
    assert.deepEqual(addressProblems(Address.parse({country: 'US'})), [
      {field: 'name', problem: 'missing'},
      {field: 'line_one', problem: 'missing'},
      {field: 'city', problem: 'missing'},
      {field: 'state', problem: 'missing'},
      {field: 'postal_code', problem: 'missing'},
    ]));
  it('is no state where there are none', () => assert.deepEqual(problems({country: 'DE', state: '', postal_code: '10115'}), []));
  it('is no postal code where there are none', () => assert.deepEqual(problems({country: 'IE', postal_code: ''}), []));

  const postal: [country: string, good: string, bad: string][] = [
    ['US', '94105-1234', '9410'],
    ['CA', 'k1a 0b1', 'K1A-0B1'],
    ['DE', '10115', '1011'],
    ['FR', '75001', '7500A'],
    ['JP', '150-0001', '1500'],
  ];
  for (const [country, good, bad] of postal) {
    it(`is a postal code of the shape that ${country} uses`, () => {
      assert.deepEqual(problems({country, postal_code: good}), []);
      assert.deepEqual(problems({country, postal_code: bad}), ['postal_code invalid']);
    });
  }
});

describe('reading an address', () => {
  it('needs a country and nothing else', () => {
    assert.deepEqual(Address.parse({country: ' us '}), {name: '', line_one: '', city: '', state: '', country: 'US', postal_code: ''});
  });
  it('says what is wrong without repeating what was typed', () => {
    assert.deepEqual(messages(Address.safeParse({})), ['country is missing: expected a two-letter ISO 3166-1 code such as "US"']);
    assert.deepEqual(messages(Address.safeParse({country: 'USA'})), ['country must be a two-letter ISO 3166-1 code such as "US"']);
    assert.deepEqual(messages(Address.safeParse({country: 'US', name: 'x'.repeat(10_000)})), [
      'name must be at most 256 characters, got 10000',
    ]);
    assert.deepEqual(messages(Address.safeParse({country: 'US', city: 5})), ['city must be text']);
  });
  it('trims what was typed', () => assert.equal(Address.parse({country: 'US', name: '  Ada '}).name, 'Ada'));
});

describe('reading a buyer', () => {
  it('needs an e-mail address', () => {
    assert.deepEqual(Buyer.parse({email: ' ada@example.com '}), {email: 'ada@example.com'});
    assert.equal(messages(Buyer.safeParse({email: 'ada'}))?.[0], 'email must look like name@example.com');
    assert.equal(messages(Buyer.safeParse({email: ''}))?.[0], 'email is missing');
    for (const email of ['a@b.co', 'a.b+c@mail.shop.example', "o'neil@x-y.example"]) assert.ok(Buyer.safeParse({email}).success, email);
    for (const email of [
      'a@b',
      'ü@b.co',
      '=s@a.b]6',
      'a@-b.co',
      'a.@b.co',
      'a@.co',
      'a@b.',
      'a@b..co',
      'a b@c.co',
      'a@@b.co',
      '@b.co',
      'a@b.c o',
    ])
      assert.equal(messages(Buyer.safeParse({email}))?.[0], 'email must look like name@example.com', email);
    assert.equal(messages(Buyer.safeParse({}))?.[0], 'email must be text');
  });

  it('refuses an email of any length in no time', () => {
    for (const email of [`a@${'.'.repeat(200_000)}@`, `a@${'a.'.repeat(100_000)} x`, `a@${'b'.repeat(200_000)}`, 'a'.repeat(200_000)]) {
      const before = performance.now();
      assert.equal(Buyer.safeParse({email}).success, false);
      assert.ok(performance.now() - before < 1_000, `${email.slice(0, 5)} took ${performance.now() - before} ms`);
    }
  });
  it('takes delivery details with any of their parts', () => assert.deepEqual(FulfillmentDetails.parse({}), {}));
});
