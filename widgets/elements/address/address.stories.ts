import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import type {Context} from '../../stories/globals.js';
import {faulty, home, long, newSession, ready} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
  countries?: string;
  busy: boolean;
}
type Story = StoryObj<Args>;

export default {title: 'Elements/Address', component: 'checkout-address', args: {session: newSession, busy: false}} satisfies Meta<Args>;

const render = ({session, countries, busy}: Args, {globals}: Context) =>
  html`<checkout-address
    .session=${session}
    countries=${countries ?? nothing}
    locale=${globals.locale ?? nothing}
    ?busy=${busy}
  ></checkout-address>`;

/** A session whose address is in another country and still lacks something: the form is open, in that country's order. */
const inCountry = (country: string): CheckoutSession => ({
  ...newSession,
  fulfillment_details: {address: {name: '', line_one: '', city: '', state: '', postal_code: '', country}},
});

export const Empty: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
export const Germany: Story = {render, args: {session: inCountry('DE')}};
/** Starts with the postal code and the prefecture. */
export const Japan: Story = {render, args: {session: inCountry('JP')}};
/** Has no postal code. */
export const Kuwait: Story = {render, args: {session: inCountry('KW')}};
/** What the server says about a field stands at that field. */
export const Fault: Story = {render, args: {session: faulty}};
export const Long: Story = {render, args: {session: long}};
/** The form with more to correct and less room. */
export const LongForm: Story = {
  render,
  args: {session: {...long, messages: faulty.messages, fulfillment_details: {...long.fulfillment_details, phone_number: ''}}},
};
/** Delivers nearly everywhere. */
export const Many: Story = {
  render,
  args: {countries: 'US CA GB IE DE FR AT CH ES IT NL BE SE NO DK FI PL PT CZ JP KR CN AU NZ BR MX AE KW SA IL EG MA IN SG TH VN'},
};
export const Busy: Story = {render, args: {busy: true}};
/** Closed to a summary once the address is known. */
export const Done: Story = {render, args: {session: {...ready, fulfillment_details: home}}};
