import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {buildCsp, prepareHtml, readOrigins, scriptJson} from '../../widgets/preview/csp.js';

describe('the content security policy of a page', () => {
  it('allows inline script and style and nothing else when nothing is declared', () =>
    assert.equal(
      buildCsp({}),
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src 'none'; media-src 'none'; " +
        "connect-src 'none'; frame-src 'none'; base-uri 'none'",
    ));

  it('adds the declared origins to their own directives', () => {
    const csp = buildCsp({resourceDomains: ['https://img.example', 'http://127.0.0.1:8787'], connectDomains: ['https://*.api.example']});
    assert.match(csp, /img-src data: https:\/\/img\.example http:\/\/127\.0\.0\.1:8787;/);
    assert.match(csp, /connect-src https:\/\/\*\.api\.example;/);
    assert.match(csp, /frame-src 'none'/);
  });

  it('drops what is no origin, so that nothing declared can widen the policy', () => {
    const domains = ['https://x.example; script-src *', '*', 'https:', "'self'", 'data:', 'https://a b', 'https://x.example/path'];
    assert.equal(buildCsp({resourceDomains: domains, connectDomains: domains}), buildCsp({}));
  });
});

describe('the origins that a resource declares', () => {
  const alias = {connect_domains: ['https://a.example'], resource_domains: ['https://b.example'], redirect_domains: ['https://c.example']};

  it('are those of the standard key', () => {
    const origins = readOrigins({ui: {csp: {resourceDomains: ['https://img.example']}}, 'openai/widgetCSP': alias});
    assert.deepEqual(origins.resourceDomains, ['https://img.example']);
    assert.deepEqual(origins.connectDomains, []);
    assert.deepEqual(origins.redirectDomains, ['https://c.example']);
  });
  it('are those of the alias where the standard key is missing', () => {
    const origins = readOrigins({'openai/widgetCSP': alias});
    assert.deepEqual([origins.connectDomains, origins.resourceDomains], [['https://a.example'], ['https://b.example']]);
  });
  it('are none for metadata of another shape', () => {
    assert.deepEqual(readOrigins(undefined).resourceDomains, []);
    assert.deepEqual(readOrigins({ui: {csp: {resourceDomains: 'https://img.example'}}}).resourceDomains, []);
  });
});

describe('a page made ready for the frame', () => {
  it('has the policy and then the scripts first in its head', () =>
    assert.equal(
      prepareHtml('<!doctype html><html><head lang="en"><title>x</title></head></html>', 'img-src "$&"', ['one', 'two']),
      '<!doctype html><html><head lang="en"><meta http-equiv="Content-Security-Policy" content="img-src &quot;$&&quot;">' +
        '<script>one</script><script>two</script><title>x</title></head></html>',
    ));
  it('gets them behind the doctype where it has no head, and is not fooled by a header', () =>
    assert.match(prepareHtml('<!doctype html><header>x</header>', 'p', []), /^<!doctype html><meta [^>]+><header>x/));
});

describe('a value inside a script', () => {
  it('cannot close it', () => assert.equal(scriptJson({a: '</script>'}), '{"a":"\\u003c/script>"}'));
  it('may be undefined', () => assert.equal(scriptJson(undefined), 'undefined'));
});
