/** What the checks work with: the seller, agents that it knows, things it sells, and payment tokens for its test mode. */
import {parseArgs} from 'node:util';
import {openDoor, type Binding, type Door, type Oracle} from './door.js';
import type {OwnServer, Settings} from './own-server.js';
import type {EventReceiver} from './receiver.js';
import {BUYER, HOME, NEWEST, type Cart, type Told, type Version} from './words.js';

export interface Lab {
  url: string;
  bearer: string;
  /** Of another agent; without one, what takes two agents is skipped. */
  otherBearer?: string;
  /** Ids of two things that are there in numbers and are sent by parcel. */
  item: string;
  otherItem: string;
  /** A thing of which few are left, and how many. */
  scarce: {id: string; left: number};
  /** A thing that is sold out. */
  soldOut: string;
  code: string;
  door(version: Version, binding: Binding): Door;
  /** What came to the agent's own address for order events; without one they are skipped. */
  events?: EventReceiver;
  /** A payment token of the seller's test mode. Skips the check where none can be made. */
  mint(amount: number, method?: string, currency?: string): Promise<string>;
  /** Makes the payment provider slow or faulty; undone by no faults. Skips the check where that cannot be asked for. */
  faults(faults: object): Promise<void>;
  /** What the payment provider has in its books. Skips the check where nobody shows them. */
  ledger(): Promise<{entries: Told[]; requests: Told[]}>;
  /** Our own server, for what is seen from its own machine alone. Skips the check at any other seller's. */
  own(): OwnServer;
  /** The lab of another server of our own, started at the first call and stopped at the end. Skips the check at any other seller's. */
  with(settings: Settings): Promise<Lab>;
}

/** Thrown by what a seller does not let anybody try from outside. */
export class Skipped extends Error {}

/** A cart that can be paid. */
export const payable = (lab: Lab, more: Cart = {}): Cart => ({items: [[lab.item, 1]], address: HOME, buyer: BUYER, ...more});

/** A session that can be paid, and what pays it. */
export async function ready(
  lab: Lab,
  door: Door,
  more: Cart = {},
): Promise<{id: string; session: Told; pay(method?: string): Promise<Told>}> {
  const {body} = await door.create(door.words.create(payable(lab, more)));
  const pay = async (method?: string) => door.words.pay(await lab.mint(door.words.amount(body, 'total'), method, more.currency));
  return {id: body.id, session: body, pay};
}

/** `--url`, `--key` and what else a foreign seller's checks need; defaults are the demo shop's. */
export const readOptions = (args: string[]) =>
  parseArgs({
    args,
    options: {
      url: {type: 'string'},
      key: {type: 'string', default: 'key-of-agent-one'},
      'other-key': {type: 'string'},
      item: {type: 'string', default: 'candle'},
      'other-item': {type: 'string', default: 'coffee-beans'},
      scarce: {type: 'string', default: 'bud-vase:2'},
      'sold-out': {type: 'string', default: 'paper-lamp'},
      code: {type: 'string', default: 'WELCOME10'},
      only: {type: 'string'},
      list: {type: 'boolean'},
      times: {type: 'boolean'},
      help: {type: 'boolean'},
    },
  }).values;

export type Options = ReturnType<typeof readOptions>;

export interface LabParts {
  options: Options;
  oracleOf(version: Version): Oracle;
  /** Told of every door that is opened: what its schemas have against the answers is a fault of the check. */
  opened(door: Door): void;
  start(settings: Settings): Promise<OwnServer>;
}

/** The lab of our own server, or of the one that `--url` names. */
export function labOf(own: OwnServer | undefined, parts: LabParts): Lab {
  const {options, oracleOf, opened, start} = parts;
  const url = own?.url ?? options.url ?? '';
  const bearer = own?.key ?? options.key;
  const otherBearer = options['other-key'] ?? own?.otherKey;
  const [id = '', left = '1'] = options.scarce.split(':');
  const ours = () => {
    if (!own) throw new Skipped('takes a server of our own (no --url)');
    return own;
  };
  return {
    url,
    bearer,
    ...(otherBearer && {otherBearer}),
    item: options.item,
    otherItem: options['other-item'],
    scarce: {id, left: Number(left)},
    soldOut: options['sold-out'],
    code: options.code,
    door(version, binding) {
      const door = openDoor({url, bearer, version, binding, oracle: oracleOf(version), newest: oracleOf(NEWEST)});
      opened(door);
      return door;
    },
    ...(own && {events: own.events}),
    ...developmentPayments(url),
    own: ours,
    async ledger() {
      const response = await fetch(`${ours().sandboxUrl}/_sandbox/ledger`);
      return (await response.json()) as Awaited<ReturnType<Lab['ledger']>>;
    },
    async with(settings) {
      ours();
      return labOf(await start(settings), parts);
    },
  };
}

/** Where the development mode of our server, and of any other that likes to, makes test tokens and faults. */
const developmentPayments = (url: string): Pick<Lab, 'mint' | 'faults'> => {
  const post = async (path: string, body: object, why: string) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Skipped(`${why} (${path} answers ${response.status})`);
    return response;
  };
  return {
    async mint(amount, payment_method = 'pm_card_visa', currency = 'usd') {
      const response = await post('/preview/payment_tokens', {payment_method, amount, currency}, 'no test token can be made');
      return ((await response.json()) as {token: string}).token;
    },
    faults: async (faults) => void (await post('/preview/faults', faults, 'no fault can be asked for')),
  };
};
