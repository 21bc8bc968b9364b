// One of several server processes that start together on one file: migrates, then wants the last lamp. Prints whether it has it.
import {close, openDatabase} from '../../../../server/adapters/sql/database.js';
import {migrate} from '../../../../server/adapters/sql/migrate.js';
import {seedStock, sqlStock} from '../../../../server/adapters/sql/stock.js';

const db = openDatabase(process.argv[2]!);
await migrate(db);
await seedStock(db, [{itemId: 'lamp', onHand: 1}]);
const short = await sqlStock(db).reserve(`process-${process.pid}`, [{itemId: 'lamp', quantity: 1}]);
console.log(short.length ? 'short' : 'reserved');
await close(db);
