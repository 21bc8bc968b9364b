import {expect, fixture, html} from '@open-wc/testing';
import '../../widgets/index.js';
import type {CheckoutTerms} from '../../widgets/elements/terms/terms.js';
import {aSession} from '../support/builders.js';
import {countEvents, find, heard, isAccessibleInBothThemes, textOf} from '../support/element.js';

const make = (session = aSession()) => fixture<CheckoutTerms>(html`<checkout-terms .session=${session}></checkout-terms>`);

describe('checkout-terms', () => {
  isAccessibleInBothThemes(() => make());

  it('shows a skeleton before there is a session', async () => {
    const element = await fixture<CheckoutTerms>(html`<checkout-terms></checkout-terms>`);
    expect(element.renderRoot.querySelector('[aria-busy=true]')).to.exist;
    await expect(element).to.be.accessible();
  });

  it("shows the shop's titles, and our word where there is none", async () => {
    expect(textOf(await make())).to.equal('Terms of sale Privacy policy Returns');
  });

  it('has real links that open elsewhere', async () => {
    const link = find<HTMLAnchorElement>(await make(), 'a');
    expect(link.href).to.equal('https://shop.example/legal/terms');
    expect(link.target).to.equal('_blank');
    expect(link.rel).to.equal('noopener');
  });

  it('leaves out links that would run a script', async () => {
    const element = await make(aSession({links: [{type: 'terms_of_use', url: 'javascript:alert(1)'}]}));
    expect(element.renderRoot.querySelector('a')).to.not.exist;
  });

  it('asks the page to open a link, and stays when the page does', async () => {
    const element = await make();
    element.addEventListener('checkout-link', (event) => event.preventDefault());
    const click = new MouseEvent('click', {bubbles: true, cancelable: true, composed: true});
    setTimeout(() => find(element, 'a').dispatchEvent(click));
    const event = await heard(element, 'checkout-link');
    expect(event.url).to.equal('https://shop.example/legal/terms');
    expect(click.defaultPrevented).to.be.true;
  });

  it('lets the browser open the link when nobody handles it', async () => {
    const element = await make();
    let prevented: boolean | undefined;
    const guard = (event: Event) => {
      prevented = event.defaultPrevented;
      event.preventDefault(); // the test's own window stays where it is
    };
    window.addEventListener('click', guard, {once: true});
    find(element, 'a').click();
    expect(prevented).to.be.false;
  });

  it('is silent when properties are set', async () => {
    const element = await make();
    expect(await countEvents(element, 'checkout-link', () => (element.session = aSession()))).to.equal(0);
  });
});
