import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {errorsDocument, ERRORS_FILE} from '../../../scripts/write-acp-errors.mjs';

describe('docs/acp-errors.md', () => {
  it('is what the code says; `node scripts/write-acp-errors.mjs` writes it again', async () => {
    assert.equal(readFileSync(ERRORS_FILE, 'utf8'), await errorsDocument());
  });
});
