import {html, LitElement, nothing} from 'lit';
import {property} from 'lit/decorators.js';
import type {CheckoutSession} from '../../../shared/session.js';
import {localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './terms.styles.js';

/** The buyer opened one of the shop's links. Call `preventDefault()` when the host opens it; otherwise the browser does. */
export class CheckoutLinkEvent extends Event {
  readonly url: string;
  constructor(url: string) {
    super('checkout-link', {bubbles: true, composed: true, cancelable: true});
    this.url = url;
  }
}

/**
 * The shop's terms and policies as small links. Links that are not http or https are left out.
 *
 * @tagname checkout-terms
 * @csspart base - the list
 * @csspart link - one link
 * @fires checkout-link - with the `url` that was opened; cancelable
 */
export class CheckoutTerms extends LitElement {
  static override styles = [...base, styles];

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** BCP 47 tag for words; the browser's own without it. */
  @property() locale?: string;

  override render() {
    const t = localize(this.locale);
    if (!this.session) return skeleton(localize(this.locale).loading, bone);
    const links = this.session.links.filter(({url}) => /^https?:/i.test(url));
    if (!links.length) return nothing;
    return html`<ul part="base" role="list" aria-label=${t.terms}>
      ${links.map(
        ({type, title, url}) =>
          html`<li>
            <a class="link" part="link" href=${url} target="_blank" rel="noopener" @click=${this.#open}
              >${title || (t.links[type] ?? t.links.other)}</a
            >
          </li>`,
      )}
    </ul>`;
  }

  #open = (event: Event) => {
    const {href} = event.currentTarget as HTMLAnchorElement;
    if (!this.dispatchEvent(new CheckoutLinkEvent(href))) event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-terms': CheckoutTerms;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-link': CheckoutLinkEvent;
  }
}
