import type {CompiledQuery, KyselyPlugin, RootOperationNode} from 'kysely';
import type {Database} from '../../../../server/adapters/sql/database.js';

/** The statements that `work` sends to the database, as the database gets them. */
export async function queriesOf(db: Database, work: (db: Database) => Promise<unknown>): Promise<CompiledQuery[]> {
  const nodes: RootOperationNode[] = [];
  const listen: KyselyPlugin = {
    transformQuery({node}) {
      nodes.push(node);
      return node;
    },
    transformResult: async ({result}) => result,
  };
  await work(db.withPlugin(listen));
  return nodes.map((node) => db.getExecutor().compileQuery(node, {queryId: 'explained'}));
}
