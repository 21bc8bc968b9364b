import type {Dialect} from './dialect.js';
import {Problem} from './problem.js';
import {v20260417} from './v2026-04-17.js';

/** Every version that is spoken, oldest first. A new one is a codec of its own and a row here. */
const VERSIONS: readonly Dialect[] = [v20260417];

export const SUPPORTED_VERSIONS = VERSIONS.map(({version}) => version);

/** The version that answers a request which names none, and every error before one is known. */
export const NEWEST = VERSIONS.at(-1)!;

/** The dialect that `API-Version` names. Throws a `Problem` that lists the choice. */
export function dialectOf(version: string | undefined): Dialect {
  const name = version?.trim();
  const more = {supported_versions: SUPPORTED_VERSIONS};
  if (!name) throw new Problem('missing_api_version', 'Send the header API-Version.', more);
  const dialect = VERSIONS.find((each) => each.version === name);
  if (dialect) return dialect;
  throw new Problem('unsupported_api_version', 'This API-Version is not spoken here.', more);
}
