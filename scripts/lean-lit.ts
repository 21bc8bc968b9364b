import {readFileSync} from 'node:fs';
import type {Plugin} from 'vite';

type Cut = [what: string, from: string, to?: string];

/**
 * What the checkout page has no use for, cut out of Lit's own files as they are published. Each piece must be found exactly as it
 * stands here, so another version of Lit fails the build until somebody has looked. Kept on purpose: trusted types, and the check that
 * only a template literal can be a template, which data from a server must not get around.
 */
const CUTS: Record<string, Cut[]> = {
  'lit-html/lit-html.js': [
    [
      'directives',
      'function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}',
      'const M=(t,i)=>i;',
    ],
    ['parts of a whole element', 'else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))'],
    ['parts of a whole element', ':6===r.type&&(i=new Z(h,this,t))', ':0'],
    [
      'values inside script, style, textarea, title',
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    ],
    ['values inside script, style, textarea, title', '(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'],
    [
      'values inside comments',
      'if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}',
      'r.data===n&&d.push({type:2,index:l});',
    ],
    ['directives in child parts', 'this._$AP?.(!1,!0,s);', ';'],
    ['word of being connected, for directives', 'setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}'],
    ['word of being connected, for directives', ',this._$Cv=e?.isConnected??!0'],
    ['word of being connected, for directives', 'get _$AU(){return this._$AM?._$AU??this._$Cv}'],
    ['places of parts, for directives', 'get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}'],
    ['places of parts, for directives', 'get startNode(){return this._$AA}get endNode(){return this._$AB}'],
    ['formulas', '3===i?"<math>":""', '""'],
    ['formulas', '3===i?"</math>":""', '""'],
    [
      'options of event listeners',
      'if((t=M(this,t,i,0)??A)===E)return;const s=this._$AH,e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&this.element.removeEventListener(this.name,this,s),h&&this.element.addEventListener(this.name,this,t),this._$AH=t',
      't??=A;const s=this._$AH;t===A?this.element.removeEventListener(this.name,this):s===A&&this.element.addEventListener(this.name,this);this._$AH=t',
    ],
    [
      'objects as event listeners',
      '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
      'this._$AH.call(this.options.host,t)',
    ],
    ['lists that are no arrays', 'd=t=>u(t)||"function"==typeof t?.[Symbol.iterator]', 'd=u'],
    [
      'places other than the end of a root',
      'const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h',
      '(i._$litPart$??=new k(i.appendChild(c()),null,void 0,s))._$AI(t)',
    ],
    [
      'polyfills',
      'const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z},B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");',
    ],
    ['polyfills', 'export{j as _$LH,', 'export{'],
  ],
  '@lit/reactive-element/reactive-element.js': [
    ['attributes of other types', 'case Object:case Array:t=null==t?t:JSON.stringify(t)'],
    [
      'attributes of other types',
      'case Number:i=null===t?null:Number(t);break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}',
    ],
    ['standard decorators', 'Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;'],
    [
      'standard decorators',
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
    ],
    ['initializers', 'static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}'],
    ['initializers', 'void 0!==t.l&&(this.l=[...t.l]),'],
    ['initializers', ',this.constructor.l?.forEach(t=>t(this))'],
    [
      'styles in nested lists',
      'const i=[];if(Array.isArray(s)){const e=new Set(s.flat(1/0).reverse());for(const s of e)i.unshift(t(s))}else void 0!==s&&i.push(t(s));return i',
      'return s',
    ],
    [
      'accessors under ours',
      'const{get:e,set:r}=h(this.prototype,t)??{get(){return this[s]},set(t){this[s]=t}};return{get:e,set(s){const h=e?.call(this);r?.call(this,s),this.requestUpdate(t,h,i)}',
      'return{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h,i)}',
    ],
    [
      'other converters',
      'h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;',
      'h=u;',
    ],
    ['other converters', '(void 0!==i.converter?.toAttribute?i.converter:u)', 'u'],
    ['defaults that are attributes', ',useDefault:!1'],
    ['defaults that are attributes', '||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))'],
    [
      'defaults that are attributes, accessors under ours',
      '{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}',
      '{reflect:e}){this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s)),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t)}',
    ],
    ['defaults that are attributes', 'this[e]=r??this._$Ej?.get(e)??r,', 'this[e]=r,'],
    ['accessors under ours', 'this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),'],
    [
      'accessors under ours',
      'const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}',
    ],
    [
      'refused and first updates',
      't=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()',
      't=!0,this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)',
    ],
    ['refused and first updates', 'shouldUpdate(t){return!0}'],
    ['refused and first updates', 'this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),', 'this.hasUpdated=!0,'],
    ['refused and first updates', 'firstUpdated(t){}'],
    [
      'accessors of their own',
      'if(s.state&&(s.attribute=!1),this._$Ei(),this.elementProperties.set(t,s),!s.noAccessor){const i=Symbol(),h=this.getPropertyDescriptor(t,i,s);void 0!==h&&e(this.prototype,t,h)}}static getPropertyDescriptor(t,s,i){return{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h,i)},configurable:!0,enumerable:!0}}',
      's.state&&(s.attribute=!1),this._$Ei(),this.elementProperties.set(t,s);const i=Symbol();e(this.prototype,t,{get(){return this[i]},set(e){const h=this[i];this[i]=e,this.requestUpdate(t,h,s)},configurable:!0,enumerable:!0})}',
    ],
    ['comparisons of their own', '(i.hasChanged??f)(h,s)', 'f(h,s)'],
    ['comparisons of their own', ',hasChanged:f};', '};'],
    ['styles in nested lists', 'static finalizeStyles(s){return s}'],
    ['styles in nested lists', 'this.finalizeStyles(this.styles)', 'this.styles'],
    ['polyfills', ',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")'],
  ],
  'lit-element/lit-element.js': [
    [
      'places other than the end of a root',
      'createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}',
    ],
    ['places other than the end of a root', 'this._$Do=e(r,this.renderRoot,this.renderOptions)', 'e(r,this.renderRoot,this.renderOptions)'],
    ['word of being connected, for directives', 'this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),'],
    [
      'word of being connected, for directives',
      'connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}',
    ],
    [
      'hydration, polyfills',
      ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});const n={_$AK:(t,e,r)=>{t._$AK(e,r)},_$AL:t=>t._$AL};(s.litElementVersions??=[]).push("4.2.2")',
    ],
    ['hydration, polyfills', 'export{i as LitElement,n as _$LE}', 'export{i as LitElement}'],
  ],
};

/** Lit without what the page does not use. Fails the build where a piece is not found, or where the page uses a directive after all. */
export const leanLit = (): Plugin => ({
  name: 'lean-lit',
  load(id) {
    const file = Object.keys(CUTS).find((name) => id.endsWith(`/node_modules/${name}`));
    if (/\/lit(-html)?\/directives?\b/.test(id)) this.error(`${id}: the checkout page is built without Lit's directives`);
    if (!file) return null;
    let code = readFileSync(id, 'utf8');
    for (const [what, from, to = ''] of CUTS[file]!) {
      if (code.split(from).length !== 2) this.error(`${file} is not the one that the cut of ${what} was made for: ${from.slice(0, 60)}…`);
      code = code.replace(from, () => to);
    }
    return {code, map: null};
  },
});
