/**
 * ACP from outside: every must that an agent can see, in every version, over REST and over MCP.
 *
 *     npm run conformance                                          our own server, started for it
 *     npm run conformance -- --url https://shop.example --key …    any seller's (test mode, please: it buys)
 *
 * It buys some dozens of `--item`, so there should be many. `--only ACP-04` runs some of them; `--item`, `--other-item`, `--scarce id:left`, `--sold-out`, `--code` and `--other-key` name what a
 * seller other than the demo shop has. What a seller does not let anybody try is skipped, and said to be.
 */
import {conform, oracle, report, skip} from '../oracle.js';
import type {Check} from './check.js';
import {openDoor, type Binding, type Oracle} from './door.js';
import {developmentPayments, readOptions, Skipped, startServer, type Lab} from './lab.js';
import {CHECKS, UNSEEN} from './requirements.js';
import {NEWEST, VERSIONS, type Version} from './words.js';

const options = readOptions(process.argv.slice(2));

/** What is wrong; undefined when the check was skipped. */
async function faultsOf({run}: Check, lab: Lab, version: Version, binding: Binding): Promise<string[] | Skipped> {
  const door = lab.door(version, binding);
  const found: string[] = [];
  try {
    await run(door, lab);
  } catch (error) {
    if (error instanceof Skipped) return error;
    found.push(error instanceof Error ? `${error.message.replace(/\s+/g, ' ')}` : String(error));
  }
  found.push(...new Set(door.takeFaults()));
  await door.tidy();
  return found.slice(0, 6).map((fault) => `${version} over ${binding}: ${fault.slice(0, 500)}`);
}

await conform(VERSIONS, async (t) => {
  const own = options.url ? undefined : await startServer();
  if (own) t.after(own.stop);
  const url = options.url ?? own!.url; // one of the two
  const oracles = new Map<Version, Oracle>(VERSIONS.map((version) => [version, oracle(version)]));
  const [id = '', left = '1'] = options.scarce.split(':');
  const other = options['other-key'] ?? own?.otherKey;
  const bearer = own?.key ?? options.key;
  const lab: Lab = {
    url,
    bearer,
    ...(other && {otherBearer: other}),
    item: options.item,
    otherItem: options['other-item'],
    scarce: {id, left: Number(left)},
    soldOut: options['sold-out'],
    code: options.code,
    // There is an oracle for each.
    door: (version, binding) => openDoor({url, bearer, version, binding, oracle: oracles.get(version)!, newest: oracles.get(NEWEST)!}),
    ...(own && {events: own.events}),
    ...developmentPayments(url),
  };
  for (const check of CHECKS.filter(({id: name}) => name.startsWith(options.only ?? ''))) {
    const faults: string[] = [];
    const places: string[] = [];
    let skipped: Skipped | undefined;
    for (const version of check.versions)
      for (const binding of check.bindings) {
        const found = await faultsOf(check, lab, version, binding);
        if (found instanceof Skipped) skipped = found;
        else faults.push(...found);
        places.push(`${version} ${binding}`);
      }
    const name = `${check.id} ${check.says}`;
    if (skipped && !faults.length) skip(name, skipped.message);
    else report(`${name} [${check.versions.length} versions, ${check.bindings.join(' and ')}]`, faults);
  }
  for (const [ids, why] of Object.entries(UNSEEN)) skip(ids, why);
});
