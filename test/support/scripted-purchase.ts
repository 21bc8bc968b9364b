import type {Fields, ScriptedHost} from './scripted-host.js';
import {callTool, payInSheet, sessionIn} from './shop-calls.js';
import type {Shop} from './flow.js';

/** Pays on the merchant's own page, as far as the chat can tell: somewhere else, without a word to it. */
export async function payElsewhere(shop: Shop, url: unknown): Promise<Fields> {
  const id = new URL(String(url)).pathname.split('/').at(-1)!;
  return payInSheet(shop, sessionIn(await callTool(shop, 'get_checkout', {checkout_session_id: id})) as unknown as Fields);
}

/** A buyer goes all the way, from a product on the screen to the page of the order. */
export async function buyAll({widget, until, all}: ScriptedHost): Promise<void> {
  await widget.getByRole('button', {name: 'Buy now'}).click();
  const fields = {
    Email: 'ada@example.com',
    'Full name': 'Ada Lovelace',
    Address: '1 Main Street',
    City: 'Oakland',
    State: 'CA',
    'ZIP code': '94607',
  };
  for (const [label, value] of Object.entries(fields)) await widget.getByLabel(label, {exact: true}).fill(value);
  await widget.getByRole('button', {name: 'Save address'}).click();
  await widget.getByRole('radio', {name: /Express/}).check();
  await widget.getByRole('button', {name: /^Pay \$|Continue to checkout/, disabled: false}).click();
  await widget.getByText(/Order \w{4}-\w{4} is placed/).waitFor();
  const opened = [...all('ui/open-link'), ...all('openExternal')];
  await widget.getByRole('button', {name: 'View order'}).click();
  await (opened.some(({via}) => via === 'bridge') ? until('ui/open-link', 2) : until('openExternal'));
}
