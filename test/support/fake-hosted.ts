import type {HostedCheckout} from '../../server/core/ports.js';

interface Page {
  id: string;
  sessionId: string;
  total: number;
  currency: string;
  state: 'open' | 'paid' | 'expired';
  paid?: number;
}

/** Payment pages of a merchant; the test plays the buyer, and the line to the provider. */
export function fakeHosted() {
  const pages: Page[] = [];
  const line = {reachable: true};
  const taxes = new Map<string, string>();
  const find = (id: string) => pages.find((page) => page.id === id);
  const url = ({id}: Page) => `https://pay.example/${id}`;
  const hosted: HostedCheckout = {
    async open({id: sessionId, quote: {total, currency}}) {
      const known = pages.find((page) => page.sessionId === sessionId && page.total === total && page.state === 'open');
      if (known) return {id: known.id, url: url(known)};
      const page: Page = {id: `page_${pages.length + 1}`, sessionId, total, currency, state: 'open'};
      pages.push(page);
      return {id: page.id, url: url(page)};
    },
    async status(id) {
      const page = find(id);
      if (!page || !line.reachable) return {kind: 'unknown'};
      if (page.state !== 'paid') return {kind: page.state};
      return {kind: 'paid', paymentId: `pi_${page.id}`, amount: page.paid ?? page.total, currency: page.currency};
    },
    async close(id) {
      const page = find(id);
      if (!page || !line.reachable || page.state === 'paid') return false;
      page.state = 'expired';
      return true;
    },
    async recordTax(calculationId, orderId) {
      taxes.set(orderId, calculationId);
    },
  };
  return {
    hosted,
    line,
    /** Calculations reported, by order id. */
    taxes,
    pages: () => pages.map(({id, total, state}) => ({id, total, state})),
    /** The buyer pays; `amount` where the page took another amount than it should. */
    pay(id: string, amount?: number) {
      const page = find(id);
      if (page?.state !== 'open') throw new Error(`page ${id} cannot be paid`);
      Object.assign(page, {state: 'paid', paid: amount});
    },
  };
}
