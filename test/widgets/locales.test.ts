import {expect} from '@open-wc/testing';
import {LANGUAGES} from '../../shared/languages.js';
import {strings as ar} from '../../widgets/locales/ar.js';
import {strings as de} from '../../widgets/locales/de.js';
import {en, type Plural} from '../../widgets/locales/en.js';
import {strings as es} from '../../widgets/locales/es.js';
import {strings as fr} from '../../widgets/locales/fr.js';
import {strings as he} from '../../widgets/locales/he.js';
import {strings as ja} from '../../widgets/locales/ja.js';
import {strings as ko} from '../../widgets/locales/ko.js';
import {addLanguage, count, fieldLabel, localize, type Strings} from '../../widgets/locales/localize.js';
import {strings as ptBR} from '../../widgets/locales/pt-BR.js';
import {strings as zhHans} from '../../widgets/locales/zh-Hans.js';

const languages: Record<string, Strings> = {de, fr, es, 'pt-BR': ptBR, ja, ko, 'zh-Hans': zhHans, ar, he};

/** Words that a language really shares with English. */
const SHARED: Record<string, string[]> = {
  de: ['optional'],
  fr: ['Contact', 'Province', 'Total'],
  es: ['Total', 'Subtotal'],
  'pt-BR': ['Total', 'Subtotal'],
};
const ENGLISH_OF_THE_SERVER = ['Items', 'Discount', 'Subtotal', 'Tax', 'Total', 'Estimated total', 'Refunded'];
/** Codes the server may put on a message, and no address form or delivery list says instead. */
const CODES = [
  'out_of_stock',
  'quantity_exceeded',
  'region_restricted',
  'invalid',
  'payment_declined',
  'requires_3ds',
  'price_change',
  'discount_code_invalid',
  'discount_code_expired',
  'discount_code_already_applied',
  'discount_code_minimum_not_met',
  'discount_code_combination_disallowed',
];
const TOTALS = ['items_base_amount', 'items_discount', 'subtotal', 'tax', 'total', 'Estimated total', 'amount_refunded'];

/** Every text by its path, `flow.states.late.0`. */
const textsOf = (value: unknown, path = ''): [path: string, text: string][] =>
  typeof value === 'string'
    ? [[path.slice(1), value]]
    : Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
const placesOf = (text = '') => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
const isPlural = (path: string) => path.startsWith('onlyLeft.');

it('every language has its file here', () => {
  expect(['en', ...Object.keys(languages)].sort()).to.deep.equal([...LANGUAGES].sort());
});

for (const [tag, strings] of Object.entries(languages))
  describe(`words in ${tag}`, () => {
    const texts = textsOf(strings);
    const english = new Map(textsOf(en));

    it('are the same as in English, with the same places for values', () => {
      const own = texts.map(([path]) => path).filter((path) => !/^(codes|totals|fields\..*\.|onlyLeft)/.test(path));
      expect(own).to.have.members([...english.keys()].filter((path) => !/^(fields\..*\.|onlyLeft)/.test(path)));
      for (const [path, text] of texts) if (!isPlural(path)) expect(placesOf(text), path).to.deep.equal(placesOf(english.get(path)));
    });

    it('have no English left over', () => {
      const all = new Set([...english.values(), ...ENGLISH_OF_THE_SERVER]);
      expect(texts.map(([, text]) => text).filter((text) => all.has(text) && !SHARED[tag]?.includes(text))).to.deep.equal([]);
    });

    it('stand alone: no blanks around them, none twice, no quotes of a typewriter', () => {
      for (const [path, text] of texts) {
        expect(text, path).to.match(/\S/).and.to.equal(text.trim());
        expect(text, path).not.to.match(/\s\s|["']|\.\.\./);
      }
    });

    it('have a form for each number of things, with the number in it beyond two', () => {
      const rules = new Intl.PluralRules(tag);
      const forms: Plural = strings.onlyLeft;
      for (let left = 1; left < 100; left += 1) {
        if (Object.keys(forms).length > 1) expect(forms, `${left}`).to.have.property(rules.select(left));
        if (left > 2) expect(count(forms, left, tag), `${left}`).to.contain(left.toLocaleString(tag));
      }
    });

    it('say what the server says in English, by its types and codes', () => {
      expect(strings.codes).to.have.all.keys(CODES);
      expect(strings.totals).to.have.all.keys(TOTALS);
      for (const text of Object.values(strings.codes)) expect(text).not.to.match(/\d/);
    });
  });

describe('words by country', () => {
  it('call a field what the country calls it', () => {
    expect(fieldLabel(ja, 'state', 'JP')).to.equal('都道府県');
    expect(fieldLabel(de, 'state', 'US')).to.equal('Bundesstaat');
    expect(fieldLabel(de, 'postal_code', 'DE')).to.equal('PLZ');
    expect(fieldLabel(ptBR, 'postal_code', 'BR')).to.equal('CEP');
    expect(fieldLabel(ar, 'state', 'AE')).to.equal('الإمارة');
  });
});

describe('a language of one’s own', () => {
  it('serves its tag and the longer ones, and nobody else', () => {
    addLanguage('nds', {...de, buy: 'Nu köpen'});
    expect(localize('nds').buy).to.equal('Nu köpen');
    expect(localize('nds-DE').buy).to.equal('Nu köpen');
    expect(localize('nl').buy).to.equal('Buy now');
  });
});
