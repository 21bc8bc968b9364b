import {html, LitElement, type PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';
import type {CheckoutSession, Message} from '../../../shared/session.js';
import {localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {noteIcon} from '../../styles/icons.js';
import {styles} from './messages.styles.js';

// Shown at the field by the address form and the discount codes, or asked for by the delivery list, so that nothing is said twice.
const saidElsewhere = ({code, param = ''}: Message) =>
  /^\$\.(fulfillment_details|buyer|discounts)\b/.test(param) || (code === 'missing' && param.startsWith('$.selected_fulfillment_options'));

/**
 * What the buyer should know about the session: errors first, as an alert, then warnings and notes, as a status. Messages that belong to a
 * field of the address are left to `<checkout-address>`, those about discount codes to `<checkout-discounts>`. Content is always shown as plain text, markdown too.
 *
 * @tagname checkout-messages
 * @csspart base - the outermost box
 * @csspart message - one message
 * @cssprop --checkout-color-danger - tone of errors
 * @cssprop --checkout-color-warning - tone of warnings
 */
export class CheckoutMessages extends LitElement {
  static override styles = [...base, styles];

  /** The session whose messages are shown; nothing is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** Messages to show instead of the session's, such as a notice that the last change did not arrive. */
  @property({attribute: false}) messages?: readonly Message[];
  /** BCP 47 tag for the words of messages with a code we know; the others stay as the server wrote them. */
  @property() locale?: string;
  /** True while there is nothing to say; the element then takes no room. */
  @property({type: Boolean, reflect: true}) empty = true;

  #shown: readonly Message[] = [];

  protected override willUpdate(_changed: PropertyValues<this>) {
    this.#shown = this.messages ?? this.session?.messages.filter((message) => !saidElsewhere(message)) ?? [];
    this.empty = !this.#shown.length;
  }

  // Both live regions are there before their first message: one that arrives together with its region is not announced.
  override render() {
    const {codes} = localize(this.locale);
    const list = (...types: Message['type'][]) =>
      types
        .flatMap((type) => this.#shown.filter((each) => each.type === type))
        .map(
          ({type, code, content}) => html`<p class="message ${type}" part="message">${noteIcon}<span>${codes[code!] ?? content}</span></p>`,
        );
    return html`<div part="base">
      <div role="alert">${list('error')}</div>
      <div role="status">${list('warning', 'info')}</div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-messages': CheckoutMessages;
  }
}
