/**
 * ACP from outside: every must that an agent can see, in every version, over REST and over MCP. `--help` says how to run it.
 */
import {conform, report, skip} from '../oracle.js';
import {readOptions} from './lab.js';
import {CHECKS, UNSEEN} from './requirements.js';
import {isWanted, openLab} from './run-check.js';
import {VERSIONS} from './words.js';

const USAGE = `Usage: npm run conformance [-- options]

  (none)                        our own server, started for it
  --url <address> --key <key>   any seller's, in test mode please: it buys some dozens of --item
  --other-key <key>             of a second agent; without it what takes two agents is skipped
  --item <id>  --other-item <id>  --scarce <id>:<left>  --sold-out <id>  --code <discount code>
                                what a seller other than the demo shop has
  --only <beginning of an id>   some of the checks, e.g. ACP-04
  --list                        the checks, without running them
  --times                       how long each took, on the standard error

At our own server checks run side by side, at any other seller's one after the other.

SEED=<number> repeats a random run, RUNS=<number> makes more of it. What a seller does not let anybody try is skipped, and said to be.
`;

const options = readOptions(process.argv.slice(2));
const wanted = CHECKS.filter((check) => isWanted(check, options));

function list(): void {
  for (const {id, says, versions, bindings} of wanted)
    process.stdout.write(`${id.padEnd(10)} ${says} [${versions.join(', ')} over ${bindings.join(' and ')}]\n`);
  for (const [ids, why] of Object.entries(UNSEEN)) process.stdout.write(`${ids.padEnd(10)} not seen from outside: ${why}\n`);
}

if (options.help) process.stdout.write(USAGE);
else if (options.list) list();
else
  await conform(VERSIONS, async (t) => {
    const run = openLab(t, options);
    const outcomes = wanted.map(run);
    for (const [index, check] of wanted.entries()) {
      const {faults, skipped, seconds} = await outcomes[index]!;
      const name = `${check.id} ${check.says}`;
      if (skipped && !faults.length) skip(name, skipped.message);
      else report(`${name} [${check.versions.length} versions, ${check.bindings.join(' and ')}]`, faults);
      if (options.times) process.stderr.write(`${seconds.toFixed(1).padStart(6)} s ${name}\n`);
    }
    if (!options.only) for (const [ids, why] of Object.entries(UNSEEN)) skip(ids, why);
  });
