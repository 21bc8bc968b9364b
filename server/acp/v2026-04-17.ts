import type {CheckoutSession} from '../../shared/session.js';
import type {CompletionWish, CreateWish, Dialect, Wish} from './dialect.js';
import {readAuthenticationResult, readInterventions} from './authentication.js';
import {readAttribution, readConsents, readNotes, readReference} from './extras.js';
import {Problem} from './problem.js';
import {isObject, list, object, readBuyer, readCodes, readDetails, readLines, word, type Members} from './read.js';

// A BCP 47 tag is shorter.
const MAX_LOCALE = 64;

/** ACP 2026-04-17, whose session is the shop's own. */
export const v20260417: Dialect = {
  version: '2026-04-17',
  needsKey: true,

  readLocale: (body) => (isObject(body) && typeof body.locale === 'string' ? body.locale.slice(0, MAX_LOCALE) : undefined),

  readCreate(body) {
    const request = object(body, '$');
    const {items, itemPaths} = readLines(request.line_items, '$.line_items');
    const currency = word(request.currency, '$.currency', 8).toLowerCase();
    const interventions = readInterventions(object(request.capabilities, '$.capabilities'));
    const attribution = readAttribution(request.affiliate_attribution);
    const wish: CreateWish = {change: {items}, remarks: [], itemPaths, itemIds: [], currency, attribution, interventions};
    readParts(request, wish);
    return wish;
  },

  readUpdate(body) {
    const request = object(body, '$');
    const wish: Wish = {change: {}, remarks: [], itemPaths: [], itemIds: []};
    if (request.line_items !== undefined) {
      const {items, itemPaths} = readLines(request.line_items, '$.line_items');
      wish.change.items = items;
      wish.itemPaths = itemPaths;
    }
    readParts(request, wish);
    readSelection(request.selected_fulfillment_options, wish);
    return wish;
  },

  readComplete(body) {
    const request = object(body, '$');
    const payment = object(request.payment_data, '$.payment_data');
    const path = '$.payment_data.instrument';
    if (payment.handler_id === undefined && payment.purchase_order_number !== undefined) {
      throw new Problem('invalid', 'This shop does not sell on account.', {param: '$.payment_data.purchase_order_number'});
    }
    const id = word(payment.handler_id, '$.payment_data.handler_id');
    const credential = object(object(payment.instrument, path).credential, `${path}.credential`);
    const token = word(credential.token, `${path}.credential.token`, 512);
    const buyer = readBuyer(request.buyer, '$.buyer', []);
    const notes = readNotes(request);
    const authentication = readAuthenticationResult(request.authentication_result);
    const proof = authentication?.kind === 'proven' ? authentication.proof : undefined;
    return {
      completion: {token, ...(buyer && {buyer}), ...(notes && {notes}), ...(proof && {proof})},
      handler: {id, param: '$.payment_data.handler_id'},
      ...(authentication && authentication.kind !== 'proven' && {unproven: authentication.kind}),
      attribution: readAttribution(request.affiliate_attribution),
      consents: readConsents(request.marketing_consents),
    } satisfies CompletionWish;
  },

  param: (path, itemPaths) => path.replace(/^\$\.items(?:\[(\d+)\])?/, (_, index) => itemPaths[Number(index)] ?? '$.line_items'),

  session: (session: CheckoutSession, consentOptions = []) => ({
    ...session,
    capabilities: {...session.capabilities, extensions: [DISCOUNT_EXTENSION]},
    ...(consentOptions.length && session.continue_url && {marketing_consent_options: consentOptions}),
  }),

  keyConflict: () => new Problem('idempotency_conflict', 'This Idempotency-Key was used with another body. Take a new one.'),
};

const DISCOUNT_EXTENSION = {
  name: 'discount',
  extends: ['$.CheckoutSessionCreateRequest.discounts', '$.CheckoutSessionUpdateRequest.discounts', '$.CheckoutSession.discounts'],
};

/** What create and update have in common. */
function readParts(request: Members, {change, remarks}: Wish): void {
  const buyer = readBuyer(request.buyer, '$.buyer', remarks);
  const details = readDetails(request.fulfillment_details, remarks);
  if (buyer !== undefined) change.buyer = buyer;
  if (details !== undefined) change.details = details;
  const [notes, reference] = [readNotes(request), readReference(request)];
  if (notes !== undefined) change.notes = notes;
  if (reference !== undefined) change.reference = reference;
  // `coupons` is the older name of the same.
  const {discounts, coupons} = request;
  const codes = discounts === null ? null : discounts === undefined ? coupons : object(discounts, '$.discounts').codes;
  if (codes !== undefined) change.codes = readCodes(codes, discounts === undefined ? '$.coupons' : '$.discounts.codes');
}

/** The schema's text says that `item_ids` are ids of lines, the official examples send ids of items: both are taken. */
function readSelection(value: unknown, wish: Wish): void {
  if (value === undefined) return;
  const path = '$.selected_fulfillment_options';
  const options = value === null ? [] : list(value, path, 50);
  if (!options.length) wish.change.optionId = null;
  options.forEach((entry, index) => {
    const here = `${path}[${index}]`;
    const option = object(entry, here);
    const optionId = word(option.option_id, `${here}.option_id`);
    if (index > 0 && optionId !== wish.change.optionId)
      throw new Problem('invalid', 'A checkout is delivered in one way.', {param: `${here}.option_id`});
    wish.change.optionId = optionId;
    const ids = option.item_ids === undefined || option.item_ids === null ? [] : list(option.item_ids, `${here}.item_ids`, 200);
    ids.forEach((id, place) => {
      const param = `${here}.item_ids[${place}]`;
      wish.itemIds.push({id: word(id, param), param});
    });
  });
}
