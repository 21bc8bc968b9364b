import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, nothing} from 'lit';
import type {Context} from '../../stories/globals.js';
import {paid} from '../../stories/sessions.js';
import type {OrderFulfillment, TrackedOrder} from './progress.js';

interface Args {
  order?: TrackedOrder;
  timeZone: string;
}
type Story = StoryObj<Args>;

const placed: TrackedOrder = {...paid.order!, status: 'confirmed'};

const parcel: OrderFulfillment = {
  id: 'ful_1',
  type: 'shipping',
  status: 'in_transit',
  carrier: 'UPS',
  tracking_number: '1Z999AA10123456784',
  tracking_url: 'https://carrier.example/1Z999AA10123456784',
  estimated_delivery: {earliest: '2026-11-25T18:00:00Z', latest: '2026-11-25T18:00:00Z'},
  events: [{id: 'ev_1', type: 'in_transit', occurred_at: '2026-11-24T09:30:00Z', description: 'Left the depot', location: 'Reno, NV'}],
};
const refund = {id: 'adj_1', type: 'refund', occurred_at: '2026-12-02T10:00:00Z', status: 'completed', amount: 2800} as const;

export default {
  title: 'Elements/Order status',
  component: 'checkout-order-status',
  args: {order: {...placed, status: 'shipped', fulfillments: [parcel]}, timeZone: 'America/Los_Angeles'},
} satisfies Meta<Args>;

const render = ({order, timeZone}: Args, {globals}: Context) =>
  html`<checkout-order-status
    .order=${order}
    currency=${globals.currency ?? 'usd'}
    locale=${globals.locale ?? nothing}
    time-zone=${timeZone}
  ></checkout-order-status>`;

export const Normal: Story = {render};
export const Skeleton: Story = {render, args: {order: undefined}};
/** Just placed: nothing has left the house. */
export const Empty: Story = {render, args: {order: placed}};
export const Pickup: Story = {
  render,
  args: {
    order: {
      ...placed,
      status: 'ready_for_pickup',
      fulfillments: [{id: 'ful_1', type: 'pickup', status: 'ready_for_pickup', description: 'Ostberry Temescal, 4901 Telegraph Ave'}],
    },
  },
};
export const Digital: Story = {
  render,
  args: {
    order: {
      ...placed,
      fulfillments: [
        {id: 'ful_1', type: 'digital', status: 'delivered', digital_delivery: {access_url: 'https://shop.example/files/pattern'}},
      ],
    },
  },
};
/** The money went back, or is on its way. */
export const Refunded: Story = {
  render,
  args: {
    order: {
      ...placed,
      status: 'delivered',
      fulfillments: [{...parcel, status: 'delivered'}],
      adjustments: [
        refund,
        {...refund, id: 'adj_2', status: 'pending', amount: 1200},
        {...refund, id: 'adj_3', type: 'dispute', status: 'failed'},
      ],
    },
  },
};
export const Canceled: Story = {render, args: {order: {...placed, status: 'canceled', adjustments: [{...refund, amount: 6706}]}}};
/** A word that no one here knows is shown as it came. */
export const Unknown: Story = {render, args: {order: {...placed, status: 'waiting_for_the_kiln'}}};
export const Long: Story = {
  render,
  args: {
    order: {
      ...placed,
      order_number: 'OSTBERRY-2026-11-22-0000000000000000000000000000001042',
      status: 'shipped',
      fulfillments: [
        {
          ...parcel,
          carrier: 'Neukirchen-Vluyn Overland Parcel and Freight Cooperative',
          tracking_number: '00000000000000000000000000000000000000000000001042',
          description: 'Sent in two parcels from two places because the kiln is being rebuilt until the spring',
        },
      ],
    },
  },
};
export const Many: Story = {
  render,
  args: {
    order: {
      ...placed,
      status: 'shipped',
      fulfillments: Array.from({length: 5}, (_, index) => ({...parcel, id: `ful_${index}`})),
      adjustments: [refund, {...refund, id: 'adj_2'}],
    },
  },
};
export const Done: Story = {
  render,
  args: {order: {...placed, status: 'delivered', fulfillments: [{...parcel, status: 'delivered'}]}},
};
