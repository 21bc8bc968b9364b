import {expect} from '@open-wc/testing';
import {errorSentence, openingCall, readToolResult} from '../../../widgets/host/host.js';

describe('readToolResult', () => {
  const structuredContent = {checkout: {id: 'cs_1'}};
  const json = JSON.stringify(structuredContent);
  const wrappings: [name: string, value: unknown][] = [
    ['the structured content itself', structuredContent],
    ['a whole tool result', {structuredContent, content: []}],
    ['JSON in the first text block', {content: [{type: 'text', text: json}]}],
    ['{text} with JSON', {text: json}],
    ['{result} with JSON, of early hosts', {result: json}],
    ['JSON of a whole tool result', {text: JSON.stringify({structuredContent, content: []})}],
  ];
  for (const [name, value] of wrappings)
    it(`unwraps ${name}`, () => expect(readToolResult(value)?.structuredContent).to.deep.equal(structuredContent));

  for (const value of [null, undefined, 'text', 7, []])
    it(`reads nothing from ${JSON.stringify(value)}`, () => expect(readToolResult(value)).to.equal(undefined));

  it('does not take a sentence for structured content', () => {
    expect(readToolResult({content: [{type: 'text', text: 'Here is your checkout.'}]})?.structuredContent).to.equal(undefined);
    expect(readToolResult({content: []})?.structuredContent).to.equal(undefined);
  });

  it('leaves a failed result as it is', () => {
    const failed = {isError: true, content: [{type: 'text', text: '{"a":1}'}]};
    expect(readToolResult(failed)).to.equal(failed);
  });
});

describe('errorSentence', () => {
  const content = [{type: 'text', text: 'Sold out.'}];
  it('is undefined for a result that is no error', () => expect(errorSentence({content})).to.equal(undefined));
  it('is the text where a host stripped _meta', () => expect(errorSentence({isError: true, content})).to.equal('Sold out.'));
  it('is empty where the host stripped everything', () => expect(errorSentence({isError: true})).to.equal(''));
  it('is the message under our key where it arrived', () => {
    const _meta = {'chat-checkout/error': {code: 'out_of_stock', message: 'The Ink mug is sold out.'}};
    expect(errorSentence({isError: true, content, _meta})).to.equal('The Ink mug is sold out.');
  });
});

describe('openingCall', () => {
  it('knows the tool by its arguments', () => {
    expect(openingCall({checkout_session: {items: []}})?.[0]).to.equal('checkout_session');
    expect(openingCall({product_name: 'mug'})?.[0]).to.equal('show_product');
    expect(openingCall({checkout_session_id: 'cs_1', other: 1})).to.deep.equal(['get_checkout', {checkout_session_id: 'cs_1'}]);
    expect(openingCall({})).to.equal(undefined);
    expect(openingCall()).to.equal(undefined);
  });
});
