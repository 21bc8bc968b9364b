import type {Dialect} from './dialect.js';
import {Problem} from './problem.js';
import {v20250929} from './v2025-09-29.js';
import {v20260130} from './v2026-01-30.js';
import {v20260417} from './v2026-04-17.js';

/**
 * Every version that is spoken, oldest first. A new one is a codec of its own and a row here. `2025-09-12` was never published; a host's
 * documentation sends it and means the version after it.
 */
const VERSIONS: readonly {dialect: Dialect; alias?: string}[] = [
  {dialect: v20250929, alias: '2025-09-12'},
  {dialect: v20260130},
  {dialect: v20260417},
];

export const SUPPORTED_VERSIONS = VERSIONS.map(({dialect}) => dialect.version);

/** What discovery calls the current version. */
export const NEWEST = v20260417;

/** The dialect that `API-Version` names. Throws a `Problem` that lists the choice. */
export function dialectOf(version: string | undefined): Dialect {
  const name = version?.trim();
  const more = {supported_versions: SUPPORTED_VERSIONS};
  if (!name) throw new Problem('missing_api_version', 'Send the header API-Version.', more);
  const found = VERSIONS.find(({dialect, alias}) => dialect.version === name || alias === name);
  if (found) return found.dialect;
  throw new Problem('unsupported_api_version', 'This API-Version is not spoken here.', more);
}
