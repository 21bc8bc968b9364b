import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Host} from '../host/host.js';

/**
 * Keeps an element in step with its chat host: connects, re-renders after every change, and reports the height the page needs.
 * The body's own box is measured, never the viewport, so that the height can also shrink.
 */
export class HostController implements ReactiveController {
  readonly #element: ReactiveControllerHost;
  readonly #host: Host;
  #unsubscribe?: () => void;
  #observer?: ResizeObserver;

  constructor(element: ReactiveControllerHost, host: Host) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostConnected(): void {
    this.#unsubscribe = this.#host.subscribe(() => this.#element.requestUpdate());
    this.#host.connect().catch(() => {}); // a host that does not answer shows as a page that keeps loading
    this.#observer = new ResizeObserver(() => this.#host.reportHeight(Math.ceil(document.body.getBoundingClientRect().height)));
    this.#observer.observe(document.body, {box: 'border-box'}); // the safe areas are its padding
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#observer?.disconnect();
  }
}
