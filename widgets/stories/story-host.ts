import type {Buyer, FulfillmentDetails} from '../../shared/address.js';
import type {CheckoutSession} from '../../shared/session.js';
import type {CartItem, ManagedPaymentMethod, PaymentSetup} from '../../shared/tools.js';
import type {Fields, Host, ToolResult} from '../host/host.js';
import type {Globals} from './globals.js';
import {mug, products} from './products.js';
import {message} from './sessions.js';
import {completed, sessionOf, type Cart} from './shop.js';

/** How a story's page is opened, and what is there already. */
export interface Opening {
  /** What the tool that opened the page answered with; nothing yet with `nothing`, a refusal with `refusal`. */
  with: 'product' | 'checkout' | 'nothing' | 'refusal';
  cart?: Cart;
  /** Changes the session before it is shown, for a state that no cart leads to. */
  session?: (session: CheckoutSession) => CheckoutSession;
  /** What the buyer saved with the merchant before. */
  methods?: ManagedPaymentMethod[];
}

const SLOW_MS = 5_000;
/** How long a payment stays unknown. */
const UNKNOWN_MS = 6_000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A chat host with a shop behind it, both in memory: what the buyer does really changes the session, and a payment ends as the
 * toolbar says. `globals` is asked anew each time, so that the toolbar counts at once. Nothing leaves the page.
 */
export function storyHost(opening: Opening, globals: () => Globals): Host {
  let cart: Cart = opening.cart ?? {items: [{id: 'mug-ink-12oz', quantity: 1}]};
  let override = opening.session;
  const payment: PaymentSetup = {
    provider: 'stripe',
    merchant_id: 'profile_story',
    supported_payment_methods: [{type: 'card'}],
    payment_mode: 'test',
    ...(opening.methods && {managed_payment_methods: opening.methods}),
  };
  const session = () => {
    const made = sessionOf(cart, globals().currency);
    return override ? override(made) : made;
  };
  const answer = (): ToolResult => ({structuredContent: {checkout: session(), payment}});
  const settle = (next: (session: CheckoutSession) => CheckoutSession) => (override = next);

  const tools: Record<string, (args: Fields) => ToolResult | Promise<ToolResult>> = {
    show_product: () => productAnswer(globals()),
    get_checkout: answer,
    checkout_session({checkout_session}) {
      const {items} = checkout_session as {items: CartItem[]};
      cart = {...cart, items};
      override = undefined;
      return answer();
    },
    update_checkout(change) {
      cart = changed(cart, change);
      override = undefined;
      return answer();
    },
    async complete_checkout() {
      await pay();
      return answer();
    },
    cancel_checkout() {
      settle((made) => ({...made, status: 'canceled', messages: []}));
      return answer();
    },
  };

  /** Does to the session what the outcome says; rejects where nobody would hear of it. */
  async function pay() {
    const {outcome = 'pays', latency = 0} = globals();
    await wait(outcome === 'slow' ? SLOW_MS : parseInt(String(latency)));
    if (outcome === 'canceled') throw new Error('The buyer canceled.');
    if (outcome === 'declined')
      return settle((made) => ({
        ...made,
        messages: [message('error', 'The card was declined. Try another one.', {code: 'payment_declined'})],
      }));
    if (outcome !== 'unknown') return settle(completed);
    settle((made) => ({...made, status: 'complete_in_progress'}));
    void wait(UNKNOWN_MS).then(() => settle(completed));
    throw new Error('Something went wrong.');
  }

  let state: Fields | undefined;
  return {
    name: 'story',
    get context() {
      return {locale: globals().locale, timeZone: 'America/Los_Angeles'};
    },
    toolOutput:
      opening.with === 'product'
        ? productAnswer(globals())
        : opening.with === 'checkout'
          ? answer()
          : opening.with === 'refusal'
            ? {isError: true, content: [{type: 'text', text: 'There is no product of that name.'}]}
            : undefined,
    get widgetState() {
      return state;
    },
    setWidgetState: (next) => void (state = next),
    get requestCheckout() {
      if (opening.methods || globals().outcome === 'no-sheet') return undefined;
      return async () => {
        await pay();
        return answer();
      };
    },
    connect: async () => {},
    subscribe: () => () => {},
    async callTool(name, args) {
      await wait(parseInt(String(globals().latency ?? 0)));
      const tool = tools[name];
      return tool ? tool(args) : {isError: true, content: [{type: 'text', text: `There is no tool ${name}.`}]};
    },
    async openExternal(url) {
      open(url, '_blank', 'noopener');
    },
    reportHeight() {},
  };
}

const productAnswer = ({currency = 'usd'}: Globals): ToolResult => ({
  structuredContent: {product: {...mug, currency}, productName: mug.title, amount: 2800, currency, priceID: 'mug-ink-12oz'},
});

/** The cart after `update_checkout`: what is absent stays, `null` clears. Items that the shop does not have are left out. */
function changed(cart: Cart, change: Fields): Cart {
  const {items, fulfillment_details, buyer, selected_fulfillment_options, discounts} = change as {
    items?: CartItem[];
    fulfillment_details?: FulfillmentDetails | null;
    buyer?: Buyer | null;
    selected_fulfillment_options?: {option_id: string}[];
    discounts?: {codes: string[]};
  };
  const isSold = ({id}: CartItem) => products.some(({variants}) => variants.some((variant) => variant.id === id));
  return {
    ...cart,
    ...(items && {items: items.filter(isSold)}),
    // the shop's cheapest way is picked with a first address, as the server does
    ...(fulfillment_details !== undefined && {details: fulfillment_details ?? undefined, optionId: cart.optionId ?? 'standard'}),
    ...(buyer !== undefined && {buyer: buyer ?? undefined}),
    ...(selected_fulfillment_options && {optionId: selected_fulfillment_options[0]?.option_id}),
    ...(discounts && {codes: discounts.codes}),
  };
}
