import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import {inCurrency, type Context} from '../../stories/globals.js';
import {long, many, paid} from '../../stories/sessions.js';
import {completed} from '../../stories/shop.js';

interface Args {
  session?: CheckoutSession;
  timeZone: string;
}
type Story = StoryObj<Args>;

export default {
  title: 'Elements/Receipt',
  component: 'checkout-receipt',
  args: {session: paid, timeZone: 'America/Los_Angeles'},
} satisfies Meta<Args>;

const render = ({session, timeZone}: Args, {globals}: Context) =>
  html`<checkout-receipt
    .session=${inCurrency(session, globals)}
    locale=${globals.locale ?? nothing}
    time-zone=${timeZone}
  ></checkout-receipt>`;

export const Done: Story = {render};
/** Nothing is claimed before there is an order. */
export const Skeleton: Story = {render, args: {session: undefined}};
/** A guest who gave no name, and an order without a number of its own. */
export const Nameless: Story = {render, args: {session: {...paid, buyer: undefined, order: {...paid.order!, order_number: undefined}}}};
export const Long: Story = {
  render,
  args: {session: {...completed(long), buyer: {email: 'ada@example.com', first_name: 'Augusta Ada King-Noel, Countess of Lovelace'}}},
};
export const Many: Story = {render, args: {session: completed(many)}};
