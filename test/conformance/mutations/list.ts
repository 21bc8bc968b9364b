import {DOOR} from './door.js';
import {MONEY} from './money.js';
import type {Mutation} from './mutation.js';

/** Every fault, made one at a time. Money and safety come first. */
export const MUTATIONS: readonly Mutation[] = [...MONEY, ...DOOR];
