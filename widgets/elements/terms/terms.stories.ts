import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {CheckoutSession} from '../../../shared/session.js';
import type {Context} from '../../stories/globals.js';
import {long, ready} from '../../stories/sessions.js';

interface Args {
  session?: CheckoutSession;
}
type Story = StoryObj<Args>;

export default {title: 'Elements/Terms', component: 'checkout-terms', args: {session: ready}} satisfies Meta<Args>;

const render = ({session}: Args, {globals}: Context) =>
  html`<checkout-terms .session=${session} locale=${globals.locale ?? nothing}></checkout-terms>`;

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {session: undefined}};
export const Empty: Story = {render, args: {session: {...ready, links: []}}};
/** Links without a title get our words. */
export const Untitled: Story = {render, args: {session: {...ready, links: ready.links.map(({type, url}) => ({type, url}))}}};
export const Long: Story = {render, args: {session: long}};
export const Many: Story = {
  render,
  args: {
    session: {
      ...ready,
      links: ['Terms of sale', 'Privacy', 'Returns', 'Shipping', 'Imprint', 'Accessibility', 'Contact us', 'About the kiln'].map(
        (title, index) => ({type: 'other', title, url: `https://shop.example/legal/${index}`}),
      ),
    },
  },
};
