import {Hono, type Context} from 'hono';
import {getCookie, setCookie} from 'hono/cookie';
import type {Checkout} from './core/checkout.js';
import {CheckoutError} from './core/errors.js';
import {noticePage} from './pages/notice-page.js';
import {orderPage} from './pages/order-page.js';
import {readRedirectUrl} from './redirect-url.js';

export interface CheckoutPagesParts {
  checkout: Checkout;
  shopName: string;
  publicUrl: string;
  production: boolean;
}

const RETURN_COOKIE = 'chat';
const RETURN_SECONDS = 24 * 3600;

/** The merchant's own pages: external checkout with its way back, and the order's permalink. */
export function checkoutRoutes({checkout, shopName, publicUrl, production}: CheckoutPagesParts): Hono {
  const app = new Hono();
  const missing = (what: string) =>
    noticePage({title: `No such ${what}`, text: [`There is no ${what} at this address. The link may be incomplete.`]}, shopName);

  /** A refusal as a page: what was asked for is not there, or cannot be told just now. */
  const refused = (context: Context, error: unknown) => {
    if (!(error instanceof CheckoutError)) throw error;
    if (error.code === 'session_not_found') return context.html(missing('checkout'), 404);
    const text = [`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`];
    return context.html(noticePage({title: 'Not right now', text, link: {href: context.req.path, text: 'Try again'}}, shopName), 503);
  };

  app.get('/checkout/:id', async (context) => {
    const id = context.req.param('id');
    try {
      const here = `${publicUrl}/checkout/${id}`;
      const {url, session} = await checkout.openHosted(id, {success: `${here}/return`, cancel: `${here}/return`});
      if (!url && session.order) return context.redirect(session.order.permalink_url, 303);
      if (!url) {
        const isPayable = /^(ready_for_payment|requires_escalation|authentication_required)$/.test(session.status);
        const isNewPrice = isPayable && session.messages.some(({code}) => code === 'price_change');
        // That the buyer has to come here is for the agent: the buyer is here.
        const told = session.messages.filter(
          ({type, code}) => (type === 'error' || code === 'price_change') && code !== 'intervention_required',
        );
        const words = told.map(({content}) => content);
        const text = words.length ? words : [`This checkout is ${session.status.replaceAll('_', ' ')}.`];
        const {pathname, search} = new URL(context.req.url);
        const notice = isNewPrice
          ? {title: 'The total has changed', text, link: {href: pathname + search, text: 'Continue to payment'}}
          : session.status === 'pending_approval'
            ? {title: 'Waiting for the shop', text, link: {href: pathname + search, text: 'Look again'}}
            : {title: 'This checkout cannot be paid yet', text: [...text, 'Go back to the chat to change it.']};
        return context.html(noticePage(notice, shopName), 409);
      }
      const back = readRedirectUrl(context.req.query('redirectUrl'), {production});
      // Kept here rather than in the payment page's return address, which must stay the same for the page to be used again.
      if (back)
        setCookie(context, RETURN_COOKIE, back, {
          path: `/checkout/${id}`,
          httpOnly: true,
          sameSite: 'Lax',
          secure: production,
          maxAge: RETURN_SECONDS,
        });
      return context.redirect(url, 303);
    } catch (error) {
      return refused(context, error);
    }
  });

  app.get('/checkout/:id/return', async (context) => {
    try {
      const session = await checkout.settleHosted(context.req.param('id'));
      // The cookie is the buyer's to forge, so it is read with the same care as the address was.
      const back = readRedirectUrl(getCookie(context, RETURN_COOKIE), {production});
      if (session.order) return context.redirect(back ?? session.order.permalink_url, 303);
      if (session.status === 'complete_in_progress') {
        const text = ['Your payment is being checked. You do not need to pay again.'];
        const again = {href: context.req.path, text: 'Look again'};
        return context.html(noticePage({title: 'One moment', text, link: again}, shopName));
      }
      if (back) return context.redirect(back, 303);
      const link = session.continue_url ? {link: {href: session.continue_url, text: 'Continue to payment'}} : {};
      const text = ['Nothing was charged. You can go back to the chat, where your cart is as it was.'];
      return context.html(noticePage({title: 'Not paid yet', text, ...link}, shopName));
    } catch (error) {
      return refused(context, error);
    }
  });

  app.get('/orders/:id', async (context) => {
    const found = await checkout.order(context.req.param('id'));
    return found ? context.html(orderPage(found.order, found.session, shopName)) : context.html(missing('order'), 404);
  });

  return app;
}
