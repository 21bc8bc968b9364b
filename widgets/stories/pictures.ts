/** Pictures of the demo shop, as addresses that any bundler and any browser can follow. */
export const pictures = {
  mugInk: new URL('../../images/mug-ink.svg', import.meta.url).href,
  mugClay: new URL('../../images/mug-clay.svg', import.meta.url).href,
  mugOat: new URL('../../images/mug-oat.svg', import.meta.url).href,
  tray: new URL('../../images/tray.svg', import.meta.url).href,
  kettle: new URL('../../images/kettle-soot.svg', import.meta.url).href,
  candle: new URL('../../images/candle.svg', import.meta.url).href,
  board: new URL('../../images/serving-board.svg', import.meta.url).href,
  napkins: new URL('../../images/napkins-rust.svg', import.meta.url).href,
};
