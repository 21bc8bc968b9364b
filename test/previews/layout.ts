/** What a story may not do to its place, looked at in the browser: each function answers with sentences, none when all is well. */

const TOLERANCE_PX = 1.5;

/** Everything drawn below an element, shadow trees included. What is only for assistive technology is left out. */
export function* drawn(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const child of root.children) {
    if (!(child instanceof HTMLElement) || child.matches('.hidden, style, script')) continue;
    const {width, height} = child.getBoundingClientRect();
    if (width > 0 && height > 0) yield child;
    if (child.shadowRoot) yield* drawn(child.shadowRoot);
    yield* drawn(child);
  }
}

const nameOf = (element: Element) => {
  const host = (element.getRootNode() as ShadowRoot).host?.localName;
  const part = element.getAttribute('part');
  const text = element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 30);
  return `${host ? `${host} ` : ''}${element.localName}${part ? `[part=${part}]` : ''}${text ? ` “${text}”` : ''}`;
};

const parentOf = (element: Element): Element | null => element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;

/** Whether something around the element scrolls sideways by itself, as a row of cards does. */
function isInScroller(element: Element): boolean {
  for (let each = parentOf(element); each; each = parentOf(each))
    if (each !== document.documentElement && /auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth)
      return true;
  return false;
}

/** What sticks out of the box sideways. */
export function overflows(box: Element): string[] {
  const {left, right} = box.getBoundingClientRect();
  const found = [...drawn(box)].filter((element) => {
    const rect = element.getBoundingClientRect();
    return (rect.left < left - TOLERANCE_PX || rect.right > right + TOLERANCE_PX) && !isInScroller(element);
  });
  const page = document.documentElement.scrollWidth - innerWidth;
  return [
    ...found.map((element) => `${nameOf(element)} sticks out sideways`),
    ...(page > TOLERANCE_PX ? [`the page scrolls sideways by ${page} px`] : []),
  ];
}

/** Words that their own box cuts off. */
export function clippings(box: Element): string[] {
  return [...drawn(box)]
    .filter((element) => {
      if (!element.textContent?.trim() || element.matches('input, select, textarea, option')) return false;
      const {overflowX, overflowY} = getComputedStyle(element);
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + TOLERANCE_PX) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + TOLERANCE_PX)
      );
    })
    .map((element) => `${nameOf(element)} cuts its words off`);
}

/** A block of words, or a control, and where it is. */
export interface Place {
  name: string;
  isText: boolean;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const isInline = (element: Element) => /^(inline|contents)$/.test(getComputedStyle(element).display);

/** Where the words and controls are. Words are measured by the block they run in: within one, languages have their own order. */
export function places(box: Element): Place[] {
  const blocks = new Map<Element, DOMRect[]>();
  const add = (element: Element, rects: Iterable<DOMRect>) => blocks.set(element, [...(blocks.get(element) ?? []), ...rects]);
  for (const element of drawn(box)) {
    if (element.matches('input, select, img, button')) blocks.set(element, [element.getBoundingClientRect()]);
    if (element.matches('select, select *')) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
      let block = node.parentElement!;
      while (isInline(block) && block.parentElement) block = block.parentElement;
      const range = document.createRange();
      range.selectNodeContents(node);
      if (!block.matches('button')) add(block, range.getClientRects());
    }
  }
  return [...blocks].flatMap(([element, rects]) => {
    if (!rects.length) return [];
    return {
      name: nameOf(element),
      isText: !element.matches('input, select, img, button'),
      left: Math.min(...rects.map(({left}) => left)),
      right: Math.max(...rects.map(({right}) => right)),
      top: Math.min(...rects.map(({top}) => top)),
      bottom: Math.max(...rects.map(({bottom}) => bottom)),
    };
  });
}

/** Words that lie on top of each other. */
export function collisions(box: Element): string[] {
  const words = places(box).filter(({isText}) => isText);
  const found: string[] = [];
  const depth = 3; // CSS pixels; lines may touch
  words.forEach((one, index) => {
    for (const other of words.slice(index + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > depth && down > depth) found.push(`${one.name} lies on ${other.name}`);
    }
  });
  return found;
}

/** What is not where its mirror image would be. Both were measured in boxes of the same width. */
export function unmirrored(ltr: readonly Place[], rtl: readonly Place[], {left, right}: {left: number; right: number}): string[] {
  if (ltr.length !== rtl.length) return [`has ${rtl.length} words and controls right to left, ${ltr.length} left to right`];
  return ltr.flatMap((one, index) => {
    const other = rtl[index]!;
    const expected = left + right - one.right;
    return Math.abs(other.left - expected) > 2
      ? [`${one.name} is at ${Math.round(other.left)} px, its mirror image at ${Math.round(expected)} px`]
      : [];
  });
}
