#!/usr/bin/env node
import {register} from 'tsx/esm/api';

const USAGE = `Usage: chat-checkout <command>

  doctor <mcp url>   check an MCP server as a chat host would; \`doctor --help\` lists the options
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
} else if (['help', '--help', '-h'].includes(command)) {
  process.stdout.write(USAGE);
} else {
  process.stderr.write(`There is no command "${command}".\n\n${USAGE}`);
  process.exitCode = 2;
}
