import {html, LitElement, nothing, type PropertyValues} from 'lit';
import {property, state} from 'lit/decorators.js';
import {addressProblems, type Buyer, type FulfillmentDetails} from '../../../shared/address.js';
import {SHIPS_TO, type CheckoutSession} from '../../../shared/session.js';
import type {FormField} from '../../locales/en.js';
import {fieldLabel, fill, localize} from '../../locales/localize.js';
import {base} from '../../styles/base.js';
import {fields} from '../../styles/fields.js';
import {chevronIcon} from '../../styles/icons.js';
import {keepFocus} from '../../styles/keep-focus.js';
import {bone, skeleton} from '../../styles/skeleton.js';
import {styles} from './address.styles.js';
import {addressErrors, addressLines, addressOf, autocomplete, draftOf, places, serverErrors, type Draft, type Errors} from './form.js';

/** The buyer gave an address that has all its country needs. */
export class CheckoutAddressChangeEvent extends Event {
  readonly details: FulfillmentDetails;
  readonly buyer: Buyer | undefined;
  constructor(details: FulfillmentDetails, buyer?: Buyer) {
    super('checkout-address-change', {bubbles: true, composed: true});
    this.details = details;
    this.buyer = buyer;
  }
}

/**
 * Where to deliver and whom to reach: a form in the country's own order, or a short summary once the session has an address.
 * What the server says about a field is shown at that field. What the buyer has typed survives any change of the session.
 *
 * @tagname checkout-address
 * @csspart base - the outermost box
 * @csspart field - one field with its label
 * @csspart label - its label
 * @csspart input - its input or select
 * @csspart error - what is wrong with it
 * @csspart edit - opens the form again
 * @csspart summary - the address once it is known
 * @csspart button - the save and the cancel button
 * @fires checkout-address-change - with `details` and `buyer`, only for an address that passed our checks
 */
export class CheckoutAddress extends LitElement {
  static override styles = [...base, fields, styles];

  @state() private draft: Draft = {};
  @state() private errors: Errors = {};
  @state() private editing = false;

  /** The session; a skeleton is shown without one. */
  @property({attribute: false}) session?: CheckoutSession;
  /** Countries delivered to, ISO 3166-1 alpha-2 codes separated by spaces; without it those of the session. */
  @property() countries?: string;
  /** BCP 47 tag for country names and words; the browser's own without it. */
  @property() locale?: string;
  /** A change is under way: the form waits, but keeps the focus. */
  @property({type: Boolean, reflect: true}) busy = false;

  // Typed since the session was last read, and sent to the server since then.
  #typed = false;
  #sent = false;
  // The session's own address needs no correction, so one may go back to it.
  #usable = false;

  constructor() {
    super();
    keepFocus(this, 'input, .link'); // form and summary replace each other under the buyer's hands
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('session') && this.session && (this.#sent || !this.#typed)) this.#read(this.session);
  }

  #read(session: CheckoutSession) {
    const address = session.fulfillment_details?.address;
    this.errors = serverErrors(session, localize(this.locale));
    this.#usable = Boolean(address && !addressProblems(address).length && !Object.keys(this.errors).length);
    this.editing = !this.#usable;
    this.#sent = false;
    if (!address && this.#typed) return;
    this.draft = draftOf(session);
    this.#typed = false;
  }

  get #countries(): string[] {
    const codes = this.countries ?? this.session?.metadata?.[SHIPS_TO] ?? 'US';
    return [...new Set([...codes.split(' '), this.draft.country ?? ''])].filter(Boolean);
  }

  get #country(): string {
    return this.draft.country ?? this.#countries[0]!;
  }

  #countryName(code: string): string {
    const options = {type: 'region', fallback: 'code'} as const;
    try {
      return new Intl.DisplayNames(this.locale, options).of(code) ?? code;
    } catch {
      return code; // no region, or the host sent a tag that is no language
    }
  }

  override render() {
    if (!this.session) return skeleton(localize(this.locale).loading, [bone, bone, bone]);
    return this.editing ? this.#form() : this.#summary(this.session);
  }

  #summary({fulfillment_details: details}: CheckoutSession) {
    const t = localize(this.locale);
    const address = details!.address!; // read() edits where there is none
    const edit = () => this.busy || (this.editing = true);
    return html`<section part="base">
      <div class="head">
        <h3>${t.address}</h3>
        <button type="button" class="link" part="edit" aria-label=${t.editAddress} aria-disabled=${this.busy} @click=${edit}>
          ${t.edit}
        </button>
      </div>
      <div part="summary">
        <p>${address.name}</p>
        ${addressLines(address, this.#countryName(address.country)).map((line) => html`<p class="muted"><bdi>${line}</bdi></p>`)}
        <p class="muted">${this.draft.email}</p>
      </div>
    </section>`;
  }

  #form() {
    const t = localize(this.locale);
    const {status, fulfillment_details: details} = this.session!; // render() asks for it
    const pair = places(this.#country).filter((place) => place && ['city', 'state', 'postal_code'].includes(place.field)).length < 3;
    return html`<form class=${pair ? 'pairs' : ''} part="base" novalidate @input=${this.#type} aria-busy=${this.busy}>
      <h3>${t.address}</h3>
      ${this.errors.form ? html`<p class="error" part="error" role="alert">${this.errors.form}</p>` : nothing} ${this.#field('email', true)}
      ${this.#field('phone_number', false)} ${this.#field('country', true)}
      ${places(this.#country).map((place) => place && this.#field(place.field, place.required))}
      <div class="actions">
        <button
          class="button ${status === 'ready_for_payment' ? '' : 'primary'}"
          part="button"
          aria-disabled=${this.busy}
          @click=${this.#save}
        >
          ${details?.address ? t.updateAddress : t.saveAddress}
        </button>
        ${this.#usable ? html`<button type="button" class="button" part="button" @click=${this.#cancel}>${t.cancel}</button>` : nothing}
      </div>
    </form>`;
  }

  #field(field: FormField, required: boolean) {
    const t = localize(this.locale);
    const error = this.errors[field];
    const note = required ? '' : t.optional;
    const invalid = error ? 'true' : nothing;
    const described = error ? `${field}-error` : nothing;
    const control =
      field === 'country'
        ? html`${chevronIcon}<select
              id=${field}
              name=${field}
              part="input"
              autocomplete=${autocomplete[field]}
              aria-invalid=${invalid}
              aria-describedby=${described}
            >
              ${this.#countries.map((code) => html`<option value=${code} ?selected=${code === this.#country}>${this.#countryName(code)}</option>`)}
            </select>`
        : html`<input
            id=${field}
            name=${field}
            part="input"
            type=${field === 'email' ? 'email' : field === 'phone_number' ? 'tel' : 'text'}
            autocomplete=${autocomplete[field]}
            maxlength=${field === 'postal_code' || field === 'phone_number' ? 32 : 128}
            pattern=${field === 'email' ? '[^\\s@]+@[^\\s@]+\\.[^\\s@]+' : nothing}
            ?required=${required}
            aria-invalid=${invalid}
            aria-describedby=${described}
            .value=${this.draft[field] ?? ''}
          />`;
    return html`<div class="field ${field}" part="field">
      <label for=${field} part="label">${fieldLabel(t, field, this.#country)}${note ? html` <small>(${note})</small>` : nothing}</label>
      ${control} ${error ? html`<p class="error" part="error" id="${field}-error">${error}</p>` : nothing}
    </div>`;
  }

  #type = ({target}: Event) => {
    const {name, value} = target as HTMLInputElement;
    this.#typed = true;
    this.#sent = false;
    this.draft = {...this.draft, country: this.#country, [name]: value};
    this.errors = {...this.errors, form: undefined, [name]: undefined};
  };

  #cancel = () => {
    if (this.busy) return;
    this.#typed = false;
    this.draft = draftOf(this.session!);
    this.errors = {};
    this.editing = false;
  };

  // A click and not the form's submit, which hosts without `allow-forms` block before anyone hears of it. Enter in a field clicks as well.
  #save = async (event: Event) => {
    event.preventDefault();
    if (this.busy) return;
    const t = localize(this.locale);
    const form = (event.currentTarget as HTMLButtonElement).form!;
    const address = addressOf({...this.draft, country: this.#country});
    const {validity} = form.elements.namedItem('email') as HTMLInputElement;
    const label = fieldLabel(t, 'email', this.#country);
    this.errors = {
      ...addressErrors(address, t),
      ...(!validity.valid && {email: validity.valueMissing ? fill(t.fieldMissing, label) : t.emailInvalid}),
    };
    if (Object.keys(this.errors).length) {
      await this.updateComplete;
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const email = this.draft.email!.trim(); // valid, so it is there
    const phone = this.draft.phone_number?.trim();
    const reach = {email, ...(phone && {phone_number: phone})};
    this.#sent = true;
    this.dispatchEvent(new CheckoutAddressChangeEvent({name: address.name, ...reach, address}, {...reach, full_name: address.name}));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'checkout-address': CheckoutAddress;
  }
  interface GlobalEventHandlersEventMap {
    'checkout-address-change': CheckoutAddressChangeEvent;
  }
}
