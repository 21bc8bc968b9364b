import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import {more as ar} from '../../widgets/locales/more/ar.js';
import {more as de} from '../../widgets/locales/more/de.js';
import {enMore} from '../../widgets/locales/more/en.js';
import {more as es} from '../../widgets/locales/more/es.js';
import {more as fr} from '../../widgets/locales/more/fr.js';
import {more as he} from '../../widgets/locales/more/he.js';
import {more as ja} from '../../widgets/locales/more/ja.js';
import {more as ko} from '../../widgets/locales/more/ko.js';
import {addMoreLanguage, localizeMore, type MoreStrings} from '../../widgets/locales/more/localize-more.js';
import {more as ptBR} from '../../widgets/locales/more/pt-BR.js';
import {more as zhHans} from '../../widgets/locales/more/zh-Hans.js';
import type {CheckoutCatalog} from '../../widgets/elements/catalog/catalog.js';
import {textOf} from '../support/element.js';

const languages: Record<string, MoreStrings> = {ar, de, es, fr, he, ja, ko, 'pt-BR': ptBR, 'zh-Hans': zhHans};

/** Every text with its path, so that languages can be compared place by place. */
const texts = (strings: object, path = ''): [string, string][] =>
  Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  );
const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).join('');

describe('words of the elements beside the flow', () => {
  for (const [tag, strings] of Object.entries(languages))
    it(`${tag} has every text, with the same places as in English, and none left in English`, () => {
      const english = texts(enMore);
      const own = new Map(texts(strings));
      expect([...own.keys()]).to.have.members(english.map(([path]) => path));
      for (const [path, text] of english) {
        expect(places(own.get(path)!), path).to.equal(places(text));
        expect(own.get(path), path).to.match(/^\S(.*\S)?$/);
        if (text.includes(' ')) expect(own.get(path), path).not.to.equal(text);
      }
    });

  it('has those of a shorter tag, and English for a language that is not there', async () => {
    expect(localizeMore('de-AT')).to.equal(enMore);
    addMoreLanguage('de', de);
    expect(localizeMore('de-AT')).to.equal(de);
    expect(localizeMore('sv')).to.equal(enMore);
    expect(localizeMore()).to.equal(enMore);
    const element = await fixture<CheckoutCatalog>(html`<checkout-catalog .products=${[]} locale="de-AT"></checkout-catalog>`);
    expect(textOf(element)).to.equal('Keine Produkte vorhanden.');
  });
});
