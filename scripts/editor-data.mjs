/**
 * What editors and other frameworks are told of the elements, made from the manifest's elements.
 * @typedef {import('./manifest.mjs').Element} Element
 */

const sentence = (text = '') => text.replace(/\s*\n\s*/g, ' ');
const isOptional = (type = '') => type.replace(/ \| undefined$/, '');

/** Web-types, for JetBrains' editors. @param {readonly Element[]} elements */
export const webTypes = (elements, {name, version}) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name,
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map((element) => ({
        name: element.tagName,
        description: sentence(element.description),
        attributes: (element.attributes ?? []).map(({name: attribute, description, type, default: value}) => ({
          name: attribute,
          description: sentence(description),
          ...(value && {default: value.replace(/^'|'$/g, '')}),
          value: type?.text === 'boolean' ? {kind: 'no-value', type: 'boolean', required: false} : {type: isOptional(type?.text)},
        })),
        slots: named(element.slots),
        js: {
          properties: (element.members ?? []).map(({name: property, description, type}) => ({
            name: property,
            description: sentence(description),
            value: {type: type?.text},
          })),
          events: (element.events ?? []).map(({name: event, description, type}) => ({
            name: event,
            description: sentence(description),
            value: {type: type?.text},
          })),
        },
        css: {parts: named(element.cssParts), properties: named(element.cssProperties)},
      })),
    },
  },
});

const named = (list = []) => list.map(({name, description}) => ({name, description: sentence(description)}));

/** Custom data for HTML in VS Code. @param {readonly Element[]} elements */
export const htmlData = (elements) => ({
  version: 1.1,
  tags: elements.map((element) => ({
    name: element.tagName,
    description: {kind: 'markdown', value: describe(element)},
    attributes: (element.attributes ?? []).map(({name, description, type}) => ({
      name,
      description: sentence(description),
      ...(type?.text === 'boolean' ? {valueSet: 'v'} : values(type?.text)),
    })),
  })),
});

/** The texts that a type such as `'row' | 'grid'` allows. */
function values(type = '') {
  const texts = [...type.matchAll(/'([^']*)'/g)].map(([, name]) => ({name}));
  return texts.length ? {values: texts} : {};
}

/** Custom data for CSS in VS Code: the custom properties and parts. @param {readonly Element[]} elements @param {readonly {name: string, paints: string}[]} tokens */
export const cssData = (elements, tokens) => ({
  version: 1.1,
  properties: [
    ...tokens.map(({name, paints}) => ({name, description: paints})),
    ...elements.flatMap(({cssProperties = []}) => cssProperties.filter(({name}) => !tokens.some((token) => token.name === name))),
  ].map(({name, description}) => ({name, description: sentence(description)})),
  pseudoElements: [...new Set(elements.flatMap(({cssParts = []}) => cssParts.map(({name}) => name)))].sort().map((part) => ({
    name: `::part(${part})`,
    description: elements
      .flatMap(({tagName, cssParts = []}) =>
        cssParts.filter(({name}) => name === part).map(({description}) => `${tagName}: ${sentence(description)}`),
      )
      .join('\n'),
  })),
});

function describe({description, events = [], slots = [], cssParts = []}) {
  const list = (title, items, name) =>
    items.length ? [`\n**${title}**`, ...items.map((item) => `- ${name(item)}: ${sentence(item.description)}`)] : [];
  return [
    sentence(description),
    ...list('Events', events, ({name}) => `\`${name}\``),
    ...list('Slots', slots, ({name}) => `\`${name || 'default'}\``),
    ...list('Parts', cssParts, ({name}) => `\`${name}\``),
  ].join('\n');
}

/**
 * Types of the tags for frameworks with JSX. A builder adds them to their own:
 * `declare module 'react' { namespace JSX { interface IntrinsicElements extends CheckoutTags {} } }`
 *
 * @param {readonly Element[]} elements
 */
export function jsxTypes(elements) {
  const imports = elements.map(({name, path, events = []}) => {
    const classes = [name, ...events.map(({type}) => type?.text).filter((type) => type !== 'Event')];
    return `import type {${classes.join(', ')}} from './${path.replace(/^dist\//, '')}';`;
  });
  const tags = elements.map(({tagName, name, description, members = [], attributes = [], events = []}) => {
    const properties = members.map((member) => `'${member.name}'`).join(' | ');
    const more = [
      ...attributes
        .filter(({fieldName}) => fieldName !== undefined)
        .filter(({name: attribute, fieldName}) => attribute !== fieldName)
        .map(({name: attribute, fieldName}) => `    '${attribute}'?: ${name}['${fieldName}'];`),
      ...events.map((event) => `    /** ${sentence(event.description)} */\n    'on${event.name}'?: (event: ${event.type.text}) => void;`),
    ];
    return [
      `  /** ${sentence(description)} */`,
      `  '${tagName}': CheckoutTag & Partial<Pick<${name}, ${properties || 'never'}>> & {`,
      ...more,
      '  };',
    ].join('\n');
  });
  return [
    '// Types of the checkout tags for JSX. Made from the doc blocks of the elements.',
    ...imports,
    '',
    '/** What any tag takes. */',
    'export interface CheckoutTag {',
    ...['class', 'className', 'id', 'slot', 'part', 'lang', 'dir'].map((name) => `  ${name}?: string;`),
    '  hidden?: boolean;',
    '  style?: unknown;',
    '  children?: unknown;',
    '  ref?: unknown;',
    '  key?: string | number;',
    '}',
    '',
    '/** Extend `JSX.IntrinsicElements` of your framework with these. */',
    'export interface CheckoutTags {',
    ...tags,
    '}',
    '',
  ].join('\n');
}
