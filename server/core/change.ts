import type {Buyer, FulfillmentDetails} from '../../shared/address.js';
import {toItems} from './basket.js';
import type {Ids, Wanted} from './ports.js';
import type {Inputs} from './record.js';

/** A partial change: absent stays, null clears, arrays replace. */
export interface Change {
  items?: readonly Wanted[];
  buyer?: Buyer | null;
  details?: FulfillmentDetails | null;
  optionId?: string | null;
  codes?: readonly string[];
  /** The shop knows the buyer by its own sign-in. Stays so. */
  signedIn?: boolean;
  /** The buyer's words about the order. */
  notes?: string | null;
  /** The caller's own name for the order. */
  reference?: string | null;
  /** Ids asked for beside `items` that are in no catalog: told, and in the way of paying, until `items` come again. */
  unknown?: readonly string[];
}

/** The inputs after a change. */
export function merge(inputs: Inputs, change: Change, ids: Ids): Inputs {
  const {buyer, details, optionId, notes, reference, unknown, ...kept} = inputs;
  const merged = <T>(before: T | undefined, after: T | null | undefined) => (after === undefined ? before : (after ?? undefined));
  const newBuyer = merged(buyer, change.buyer);
  const newDetails = merged(details, change.details);
  const newOption = merged(optionId, change.optionId);
  const newNotes = merged(notes, change.notes);
  const newReference = merged(reference, change.reference);
  const newUnknown = change.items ? change.unknown : unknown;
  return {
    ...kept,
    ...(change.items && {items: toItems(change.items, inputs.items, ids)}),
    ...(change.codes && {codes: [...change.codes]}),
    ...(newBuyer && {buyer: newBuyer}),
    ...(newDetails && {details: newDetails}),
    ...(newOption && {optionId: newOption}),
    ...(newNotes && {notes: newNotes}),
    ...(newReference && {reference: newReference}),
    ...(newUnknown?.length && {unknown: [...newUnknown]}),
    ...(change.signedIn && {signedIn: true as const}),
  };
}
