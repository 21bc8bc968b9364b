import {fields, list, text, type Fields} from './json.js';
import type {Answer, Session} from './session.js';
import type {SeenTool} from './visit.js';

/** A tool call and its answer. */
export interface Call {
  tool: string;
  args: Fields;
  answer: Answer;
  /** Made to be refused: the answer should be an error in words. */
  wrong?: true;
}

const isReadOnly = ({listed}: SeenTool) => fields(listed.annotations).readOnlyHint === true;
const needsNothing = ({listed}: SeenTool) => list(fields(listed.inputSchema).required).length === 0;

/** The call's `structuredContent`, or an empty object. */
export const structured = ({answer}: Call): Fields => fields(answer.result?.structuredContent);

/** The products that searches found. */
export const productsIn = (calls: readonly Call[]): Fields[] => calls.flatMap((call) => list(structured(call).products)).map(fields);

/** The checkout session in the newest answer that has one. */
export const checkoutIn = (calls: readonly Call[]): Fields => fields(calls.map((call) => structured(call).checkout).findLast(Boolean));

/**
 * Calls what only reads, and that only by the tool's own word: tools that need no input, `show_product` with a product that
 * a search found, and `get_checkout` with an id that does not exist.
 */
export async function callReadOnly(session: Session, tools: readonly SeenTool[]): Promise<Call[]> {
  const calls: Call[] = [];
  const call = async (tool: string, args: Fields, wrong?: true) =>
    calls.push({tool, args, answer: await session.ask('tools/call', {name: tool, arguments: args}), ...(wrong && {wrong})});
  const readers = tools.filter(isReadOnly);
  const plain = readers.filter((tool) => needsNothing(tool) && tool.name !== 'show_product');
  for (const {name} of plain) await call(name, {});
  for (const {name, listed} of readers) {
    if (name === 'show_product') {
      const id = productsIn(calls)
        .map((product) => text(product.id))
        .find(Boolean);
      if (id && fields(fields(listed.inputSchema).properties).product_id) await call(name, {product_id: id});
    } else if (name === 'get_checkout') {
      await call(name, {checkout_session_id: 'doctor_no_such_checkout'}, true);
    }
  }
  return calls;
}

/** Starts a checkout for one piece of something, looks at it from a third session, and cancels it. */
export async function tryCheckout(
  session: Session,
  another: () => Promise<Session>,
  {tools, calls}: {tools: readonly SeenTool[]; calls: readonly Call[]},
): Promise<Call[]> {
  const has = (name: string) => tools.some((tool) => tool.name === name);
  const item = purchasable(productsIn(calls));
  if (!item || !has('checkout_session')) return [];
  const made: Call[] = [];
  const call = async (on: Session, tool: string, args: Fields) => {
    const answer = await on.ask('tools/call', {name: tool, arguments: args});
    made.push({tool, args, answer});
  };
  await call(session, 'checkout_session', {checkout_session: {items: [{id: item, quantity: 1}]}});
  const id = text(checkoutIn(made).id);
  if (!id) return made;
  try {
    if (has('get_checkout')) await call(await another(), 'get_checkout', {checkout_session_id: id});
  } finally {
    if (has('cancel_checkout')) await call(session, 'cancel_checkout', {checkout_session_id: id});
  }
  return made;
}

/** The id of something that can be bought: a variant in stock, or a product that has none. */
function purchasable(products: readonly Fields[]): string | undefined {
  for (const product of products) {
    const variants = list(product.variants).map(fields);
    if (variants.length === 0 && text(product.id)) return text(product.id);
    const inStock = variants.find(({availability}) => availability !== 'out_of_stock');
    if (inStock) return text(inStock.id);
  }
  return undefined;
}
