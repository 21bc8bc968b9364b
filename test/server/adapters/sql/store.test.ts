import {storeContract} from '../../../support/contracts/store.js';
import {inMemory, twoConnections} from './open.js';

storeContract('SQLite in memory', inMemory);
storeContract('SQLite, two connections to one file', twoConnections);
