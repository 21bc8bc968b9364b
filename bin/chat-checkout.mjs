#!/usr/bin/env node
import {register} from 'tsx/esm/api';

const USAGE = `Usage: chat-checkout <command>

  doctor <mcp url>   check an MCP server as a chat host would; \`doctor --help\` lists the options
  events             list order events that are not delivered, and send dead letters again; \`events help\` says how
  order <command>    record shipments, statuses, refunds and other changes of an order; \`order help\` lists the commands
  approval           list agents' orders that wait for the shop, approve or reject them; \`approval help\` says how
  feed               write the catalog in ACP's feed format; \`feed help\` says how
  theme <command>    check or convert a theme file; \`theme --help\` lists the commands
  help               this text
`;

const [command = 'help', ...args] = process.argv.slice(2);
if (command === 'doctor') {
  register();
  const {doctor} = await import('../server/doctor/main.ts');
  process.exitCode = await doctor(args);
} else if (command === 'theme') {
  register();
  const {theme} = await import('../widgets/theme/main.ts');
  process.exitCode = theme(args);
} else if (['events', 'order', 'feed'].includes(command)) {
  register();
  const commands = await import('../server/commands.ts');
  process.exitCode = await commands[command](args);
} else if (command === 'approval') {
  register();
  const {approval} = await import('../server/approval-command.ts');
  process.exitCode = await approval(args);
} else if (['help', '--help', '-h'].includes(command)) {
  process.stdout.write(USAGE);
} else {
  process.stderr.write(`There is no command "${command}".\n\n${USAGE}`);
  process.exitCode = 2;
}
