import {html, nothing} from 'lit';
import {pictureIcon} from './icons.js';

const settle = ({target, type}: Event) => (target as HTMLElement).toggleAttribute('data-ready', type === 'load');

/**
 * A picture in its tile; styled in `base`. The placeholder shows until the picture has loaded, and stays when it cannot.
 * `alt` is empty where the name stands beside the picture.
 */
export const picture = (src: string | undefined, alt = '') => html`
  <span class="tile" part="picture">
    ${pictureIcon}${src ? html`<img src=${src} alt=${alt} decoding="async" @load=${settle} @error=${settle} />` : nothing}
  </span>
`;
