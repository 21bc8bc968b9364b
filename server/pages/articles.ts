import type {Shop} from '../core/ports.js';

/**
 * Stand-ins for the pages a shop's links lead to, so that no link of the demo shop is dead. They say that they are stand-ins:
 * terms are the merchant's to write. A shop whose links lead elsewhere never serves them.
 */
export const articleAt =
  (shop: Shop) =>
  (path: string): {title: string; text: readonly string[]} | undefined => {
    const link = shop.links.find(({url}) => new URL(url).pathname === path);
    return (
      link && {
        title: link.title ?? link.type.replaceAll('_', ' '),
        text: [
          `This page belongs to the demo shop ${shop.name}. It shows where your own text goes.`,
          'No goods are sold here and no money moves.',
        ],
      }
    );
  };
