import {sqlStore} from './adapters/sql/store.js';
import {terminal, withDatabase, type ExitCode, type Terminal} from './commands.js';
import {makeApprovals, type WaitingOrder} from './core/approval.js';
import {CheckoutError} from './core/errors.js';

const USAGE = `Usage: chat-checkout approval [list]
       chat-checkout approval approve <session id> [<total>]
       chat-checkout approval reject <session id>

Orders of agents that the shop wants to look at before they are paid; ACP_APPROVAL_ABOVE says which.

  list      a line each, the longest waiting first: session id, agent, total in minor units, currency, since when
  approve   lets the agent pay the order; with the total that was listed, only as long as it still is the total
  reject    cancels the session and gives the goods back
`;

/** `chat-checkout approval`: the merchant's word on orders that wait for it. */
export async function approval(args: readonly string[], {environment, out, err}: Terminal = terminal): Promise<ExitCode> {
  const [command = 'list', id = '', total = '', ...more] = args;
  const isList = command === 'list' && args.length < 2;
  const isDecision = id !== '' && !more.length && (command === 'approve' || (command === 'reject' && !total));
  if (!(isList || isDecision) || !/^\d*$/.test(total)) {
    err(USAGE);
    return 2;
  }
  return withDatabase<ExitCode>(environment, async (database, {sessionTtlMs}) => {
    const approvals = makeApprovals({store: sqlStore(database), clock: {now: Date.now}, sessionTtlMs});
    try {
      if (command === 'list') out((await approvals.awaitingApproval()).map(line).join(''));
      else if (command === 'approve') out(`approved\t${line(await approvals.approve(id, total ? Number(total) : undefined))}`);
      else out(`rejected\t${line(await approvals.reject(id))}`);
      return 0;
    } catch (error) {
      if (!(error instanceof CheckoutError)) throw error;
      err(`${error.message}\n`);
      return 1;
    }
  });
}

const line = ({id, agent, total, currency, since}: WaitingOrder) =>
  `${[id, agent, total, currency, new Date(since).toISOString()].join('\t')}\n`;
