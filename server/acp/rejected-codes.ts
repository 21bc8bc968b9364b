import type {CheckoutSession} from '../../shared/session.js';

const PARAM = /^\$\.discounts\.codes\[(\d+)\]$/;

/**
 * The session with the codes of this request that do not apply. The shop does not keep them, so they stand in warnings only; ACP's discount
 * extension wants them in `discounts.rejected`, too. `codes` are as they were sent.
 */
export function withRejected(session: CheckoutSession, codes: readonly string[] | undefined): CheckoutSession {
  const {codes: kept = [], applied = [], rejected = []} = session.discounts ?? {};
  const told = session.messages.flatMap(({type, code: reason = '', param = '', content: message}) => {
    const code = codes?.[Number(PARAM.exec(param)?.[1])];
    const isNews = type === 'warning' && code !== undefined && !rejected.some((each) => each.code === code);
    return isNews ? [{code, reason, message}] : [];
  });
  return told.length ? {...session, discounts: {codes: kept, applied, rejected: [...rejected, ...told]}} : session;
}
