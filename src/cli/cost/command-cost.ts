import { Option, type Command } from 'commander'
import { openSession, type CliContext } from '../context.ts'
import { costText } from './cost-text.ts'

const help = `
What the requests to the vector store of today and of this month (UTC) cost on Zilliz Cloud, what the month is expected to
cost, by company and by kind of request, beside the limits of the plan (ATENEX_ZILLIZ_PLAN) and the budget
(ATENEX_COST_BUDGET_USD) that the server has, and what would save how much. On a Milvus server of your own: what the same
would cost on Zilliz Cloud. Everything is an estimate from documented prices; the bill is Zilliz Cloud's.

Examples:
  atenex cost
  atenex cost --json | jq '.stores[0].forecast.usd'`

/** `atenex cost` */
export function registerCost(program: Command, context: CliContext): void {
  program
    .command('cost')
    .summary('estimate what the vector store costs, and what would save money')
    .description('Estimates what requests to the vector store cost on Zilliz Cloud; for operators.')
    .addOption(new Option('--token <token>', 'token of operators').env('ATENEX_OPERATOR_TOKEN'))
    .addHelpText('after', help)
    .action(async (_options: unknown, command: Command) => {
      const { client, json } = openSession(context, command)
      const report = await client.cost()
      if (json) context.terminal.json(report)
      else context.terminal.out(costText(report, context.terminal.columns))
    })
}
