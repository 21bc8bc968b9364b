import type {Check} from '../check.js';
import {answerChecks} from './answers.js';
import {contractChecks} from './contract.js';
import {pageChecks} from './page.js';
import {resourceChecks} from './resource.js';
import {safetyChecks} from './safety.js';
import {schemaChecks} from './schemas.js';
import {toolMetaChecks} from './tool-meta.js';
import {toolChecks} from './tools.js';
import {transportChecks} from './transport.js';

/** Every check, in the order of the report: the way in, the tools, the page, the answers. */
export const checks: readonly Check[] = [
  ...transportChecks,
  ...safetyChecks,
  ...toolChecks,
  ...toolMetaChecks,
  ...schemaChecks,
  ...contractChecks,
  ...resourceChecks,
  ...pageChecks,
  ...answerChecks,
];
