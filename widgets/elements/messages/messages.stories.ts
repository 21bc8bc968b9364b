import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import type {Context} from '../../stories/globals.js';
import {long, message, ready, talkative} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
}
type Story = StoryObj<Args>;

export default {title: 'Elements/Messages', component: 'checkout-messages', args: {session: talkative}} satisfies Meta<Args>;

const render = ({session}: Args, {globals}: Context) =>
  html`<checkout-messages .session=${session} locale=${globals.locale ?? nothing}></checkout-messages>`;

const saying = (...messages: CheckoutSession['messages']): CheckoutSession => ({...ready, messages});

/** Errors first, then warnings, then notes. */
export const Normal: Story = {render};
/** Nothing to say, so nothing is there: also before there is a session. */
export const Empty: Story = {render, args: {session: ready}};
export const Fault: Story = {render, args: {session: saying(message('error', 'The card was declined. Try another one.'))}};
export const Warning: Story = {render, args: {session: saying(message('warning', 'Only two are left at this price.'))}};
export const Note: Story = {render, args: {session: saying(message('info', 'Orders before noon leave today.'))}};
export const Long: Story = {render, args: {session: long}};
export const Many: Story = {
  render,
  args: {session: saying(...Array.from({length: 4}, () => talkative.messages).flat())},
};
