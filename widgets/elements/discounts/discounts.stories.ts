import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {discounted, ready, rejected} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
  busy: boolean;
  readonly: boolean;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Discounts',
  component: 'checkout-discounts',
  args: {session: discounted, busy: false, readonly: false},
} satisfies Meta<Args>;

const render = ({session, busy, readonly}: Args, {globals}: Context) =>
  html`<checkout-discounts
    .session=${inCurrency(session, globals)}
    locale=${globals.locale ?? nothing}
    ?busy=${busy}
    ?readonly=${readonly}
  ></checkout-discounts>`;

const applied = (...codes: string[]): CheckoutSession => ({
  ...ready,
  discounts: {
    codes,
    applied: codes.map((code) => ({id: code, code, coupon: {id: code, name: code}, amount: 560})),
    rejected: [],
  },
});

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
/** Closed until somebody wants it. */
export const Empty: Story = {render, args: {session: ready}};
/** A code that does not count, with the reason at the field. */
export const Fault: Story = {render, args: {session: rejected}};
/** A discount that needs no code cannot be taken away. */
export const Automatic: Story = {
  render,
  args: {
    session: {...ready, discounts: {codes: [], applied: [{id: 'd', coupon: {id: 'c', name: 'Spring sale'}, amount: 900}], rejected: []}},
  },
};
export const Long: Story = {
  render,
  args: {session: applied('DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFTSKAPITAENSTASSE-UND-ALLES-WAS-1')},
};
export const Many: Story = {render, args: {session: applied('WELCOME10', 'SPRING', 'FRIENDS', 'KILN', 'MUGCLUB')}};
export const Busy: Story = {render, args: {busy: true}};
/** As on a receipt. */
export const Done: Story = {render, args: {readonly: true}};
