import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {openShop, type Shop} from '../support/flow.js';
import {MCPAppsConformanceTest, MCPConformanceTest} from '../support/mcpjam.js';

let shop: Shop;

before(async () => {
  shop = await openShop();
});
after(() => shop?.close());

type Check = {id: string; status: string; error?: {message: string}};
const failed = (checks: Check[]) => checks.filter(({status}) => status === 'failed').map(({id, error}) => `${id}: ${error?.message}`);
const passed = (checks: Check[]) => checks.filter(({status}) => status === 'passed').map(({id}) => id);

describe('seen by an independent client', () => {
  it('the server keeps the rules of MCP, and refuses a host that is not its own', async () => {
    const {checks} = await new MCPConformanceTest({serverUrl: `${shop.base}/mcp`}).run();
    assert.deepEqual(failed(checks), []);
    for (const id of ['server-initialize', 'ping', 'tools-list', 'resources-list', 'localhost-host-rebinding-rejected'])
      assert.ok(passed(checks).includes(id), `${id} was checked`);
  });

  it('its tools with a page keep the rules of MCP Apps', async () => {
    const {checks, discovery} = await new MCPAppsConformanceTest({url: `${shop.base}/mcp`}).run();
    assert.deepEqual(failed(checks), []);
    assert.equal(passed(checks).length, 7);
    assert.ok(discovery.uiToolCount >= 2 && discovery.listedUiResourceCount >= 1, JSON.stringify(discovery));
    assert.equal(discovery.checkedUiResourceCount, discovery.listedUiResourceCount);
  });
});
