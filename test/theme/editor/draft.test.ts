import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {begun, edited, fromLink, redone, toLink, undone, withValue, type Draft} from '../../../widgets/theme/editor/draft.js';
import type {Theme} from '../../../widgets/theme/theme.js';
import {someTheme} from '../some-theme.js';

const ACCENT = '--checkout-color-accent';
const RADIUS = '--checkout-radius-control';
const nothing: Draft = {values: {}, from: ''};
const themes: Record<string, Theme> = {
  noir: {values: {[ACCENT]: '#d8b877', [RADIUS]: '0px'}, scheme: 'dark'},
  plain: {values: {[RADIUS]: '8px'}},
};

describe('what was done', () => {
  const red = withValue(nothing, ACCENT, 'red');
  const round = withValue(red, RADIUS, '9px');

  it('is undone and done again, step by step', () => {
    const history = edited(edited(begun(nothing), red), round);
    assert.equal(undone(history).present, red);
    assert.equal(undone(undone(history)).present, nothing);
    assert.equal(undone(undone(undone(history))).present, nothing);
    assert.equal(redone(undone(history)).present, round);
    assert.equal(redone(history).present, round);
  });

  it('is forgotten once something else is done instead', () => {
    const history = edited(undone(edited(begun(nothing), red)), round);
    assert.equal(redone(history).present, round);
  });

  it('is one step while one slider is pulled, and another one after it was let go', () => {
    const at = (radius: number) => withValue(nothing, RADIUS, `${radius}px`);
    let history = edited(begun(nothing), at(1), RADIUS, false);
    history = edited(history, at(2), RADIUS, false);
    history = edited(history, at(3), RADIUS, true);
    assert.deepEqual([history.past.length, undone(history).present], [1, nothing]);
    history = edited(history, at(4), RADIUS, false);
    assert.equal(history.past.length, 2);
    assert.equal(edited(history, red, ACCENT, false).past.length, 3);
  });
});

describe('a token', () => {
  it('is set, and taken out by an empty value', () => {
    const red = withValue(nothing, ACCENT, ' red ');
    assert.deepEqual(red.values, {[ACCENT]: 'red'});
    for (const empty of [undefined, '', ' ']) assert.deepEqual(withValue(red, ACCENT, empty).values, {});
  });
});

describe('a link', () => {
  it('says only what is different from the theme it began as', () => {
    const draft: Draft = {...themes['noir']!, from: 'noir'};
    assert.equal(toLink(draft, themes), 'from=noir');
    assert.equal(toLink(withValue(draft, ACCENT, '#0a7'), themes), 'from=noir&color-accent=%230a7');
    assert.equal(toLink(withValue(draft, RADIUS, undefined), themes), 'from=noir&radius-control=');
    assert.equal(toLink(nothing, themes), '');
  });

  it('gives any theme back, whatever it began as', () => {
    fc.assert(
      fc.property(someTheme, fc.constantFrom('', 'noir', 'plain'), (theme, from) => {
        const draft = {...theme, from};
        assert.deepEqual(fromLink(`#${toLink(draft, themes)}`, themes), draft);
      }),
    );
  });

  it('with what it does not understand is read without that', () => {
    const {from, values} = fromLink('#from=constructor&scheme=sepia&Color-Text=red&x=1&color-text=red', themes);
    assert.deepEqual({from, values}, {from: '', values: {'--checkout-color-text': 'red'}});
  });
});
