import {describe} from 'node:test';
import {fileCatalog} from '../../../../server/adapters/file/catalog.js';
import {fileRates} from '../../../../server/adapters/file/rates.js';
import {fileTax} from '../../../../server/adapters/file/tax.js';
import {catalogContract} from '../../../support/contracts/catalog.js';
import {ratesContract} from '../../../support/contracts/rates.js';
import {taxContract} from '../../../support/contracts/tax.js';
import {aCatalogFile} from './a-catalog-file.js';

describe('the file adapters', () => {
  catalogContract('file', async () => ({
    catalog: fileCatalog(aCatalogFile(), {publicUrl: 'https://shop.example'}),
    cup: {id: 'cup', inkSmall: 'cup-ink-s', inkLarge: 'cup-ink-l', oatSmall: 'cup-oat-s'},
    tea: 'tea',
  }));
  ratesContract('file', async () => ({rates: fileRates(aCatalogFile()), standard: 'us-standard', express: 'us-express'}));
  taxContract('file', async () => ({tax: fileTax(aCatalogFile()), exempt: 'food'}));
});
