import {fail, judge, ok, warn, type Check} from '../check.js';
import {EVIL} from '../doors.js';
import type {KnockAnswer} from '../knock.js';

const isRefused = ({status}: KnockAnswer) => status === 0 || (status >= 400 && status < 500);
const told = ({status, body}: KnockAnswer) => (status === 0 ? body : String(status));

// With something behind them, so that a page may speak of them.
const SECRETS: [RegExp, string][] = [
  [/\b[sr]k_(?:live|test)_\w{6,}/, 'a secret key of Stripe'],
  [/\bwhsec_\w{6,}/, 'a webhook secret'],
  [/\bspt_\w{6,}/, 'a shared payment token'],
  [/\bBearer\s+[\w.~+/-]{16,}/, 'a bearer token'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
];

/** Who is let in, and what must not come out. */
export const safetyChecks: readonly Check[] = [
  {
    id: 'host-refused',
    means: 'A request under a foreign Host is refused, so that a web page cannot reach the server by DNS rebinding.',
    mend: 'Compare the Host header with the names of this server and answer 403 when it is none of them.',
    look: ({doors: {evilHost}, isLoopback}) => {
      if (isRefused(evilHost)) return ok(`Host ${EVIL}: ${told(evilHost)}`);
      const found = `Host ${EVIL} is answered with ${evilHost.status}`;
      return isLoopback ? fail(found) : warn(found);
    },
  },
  {
    id: 'origin-refused',
    means: 'A request from a foreign web page is refused.',
    mend: 'Where there is an Origin header, answer 403 unless it is one of yours.',
    look: ({doors: {evilOrigin}}) =>
      isRefused(evilOrigin)
        ? ok(`Origin https://${EVIL}: ${told(evilOrigin)}`)
        : fail(`Origin https://${EVIL} is answered with ${evilOrigin.status}`),
  },
  {
    id: 'host-accepted',
    means: 'A request under the server’s own Host and Origin is answered.',
    mend: 'Accept the Host and the Origin of the public address, its port included.',
    look: ({doors: {right}, url}) => {
      if (right.status === 404) return undefined;
      return right.status >= 200 && right.status < 300 ? ok(url.host) : fail(`Host ${url.host} is answered with ${right.status}`);
    },
  },
  {
    id: 'no-secrets',
    means: 'No key, token or secret is in a tool list, a result or a page.',
    mend: 'Take it out, and replace the key: whatever a tool answers reaches the browser and the model. `_meta` hides nothing.',
    look: ({toolsAnswer, calls, pages}) => {
      const places = [
        {place: 'the tool list', words: JSON.stringify(toolsAnswer ?? '')},
        ...calls.map(({tool, answer}) => ({place: `the answer of ${tool}`, words: JSON.stringify(answer)})),
        ...pages.map(({uri, html}) => ({place: uri, words: html})),
      ];
      const faults = places.flatMap(({place, words}) =>
        SECRETS.filter(([pattern]) => pattern.test(words)).map(([, what]) => `${place} has ${what}`),
      );
      return judge(`none in ${places.length} places`, faults);
    },
  },
];
