/// <reference types="vite/client" />
import type {TemplateResult} from 'lit';
import type {Context} from '../../stories/globals.js';

/** One element in one state. */
export interface State {
  element: string;
  name: string;
  render(): TemplateResult;
}

interface Story {
  args?: object;
  render(args: object, context: Context): TemplateResult;
}
interface Stories {
  default: {title: string; args?: object};
  [name: string]: Story | Stories['default'];
}

const words = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/ [A-Z]/g, (letter) => letter.toLowerCase());
const context: Context = {globals: {locale: 'en-US', currency: 'usd', latency: 300, outcome: 'pays'}};

const files = import.meta.glob<Stories>('../../elements/*/*.stories.ts', {eager: true});

const statesIn = ({default: meta, ...stories}: Stories): State[] =>
  Object.entries(stories).map(([name, story]) => {
    const {args, render} = story as Story; // the one that is none was taken out above
    return {element: meta.title.split('/').at(-1)!, name: words(name), render: () => render({...meta.args, ...args}, context)};
  });

// As a buyer meets them; an element that is not named here comes after these, and the whole last.
const ORDER = ['Product', 'Items', 'Address', 'Shipping', 'Discounts', 'Totals', 'Messages', 'Pay', 'Terms', 'Receipt'];
// A module's names come in the order of the alphabet; what is usual comes first, what strains an element last.
const FIRST = ['Normal', 'Product', 'New', 'Ready', 'Done'];
const LAST = ['Long', 'Long form', 'Many'];
const strain = ({name}: State) => (FIRST.includes(name) ? FIRST.indexOf(name) : 50 + LAST.indexOf(name));
const rank = ({element}: State) => (element === 'Flow' ? 99 : ORDER.includes(element) ? ORDER.indexOf(element) : 50);

/** Every state that the elements have stories of. */
export const STATES: readonly State[] = Object.values(files)
  .flatMap(statesIn)
  .sort((one, other) => rank(one) - rank(other) || strain(one) - strain(other));

/** The elements that have states, in that order. */
export const ELEMENTS: readonly string[] = [...new Set(STATES.map(({element}) => element))];
