import { Decimal } from 'decimal.js'
import { HttpError } from '../../dtos/contract'
import { type AccountUsageMonth, type AccountUsageMonthPage, GetAccountUsageMonth } from '../../dtos/usage/talkdesk'
import type { RequestContext } from '../request-context'
import { Get } from '../verbs'
import { halPage } from './hal-page'
import { amountOf, amountText, type Ledger, monthText, organizationReach, type Reach, unitsText } from './ledger'
import { readMonthFilter } from './month-filter'
import type { MonthRow } from './storage/engine'

/** Talkdesk's Billing Insights (usage-domain 1.3): one row of the month rollup is one element. */
export class TalkdeskUsageService {
  constructor(private readonly ledger: Ledger) {}

  @Get(GetAccountUsageMonth)
  async usageMonth(request: GetAccountUsageMonth, { session, baseUrl }: RequestContext): Promise<AccountUsageMonthPage> {
    // Null is how many clients leave out.
    const page = request.page ?? 1
    const perPage = request.perPage ?? 50
    const orderBy = request.orderBy ?? 'id:desc'
    const { filter } = request
    const read = filter?.trim() ? readMonthFilter(filter) : undefined
    const reach = organizationReach(session!)
    if (read && reach.limits.length > 0) await this.checkAccounts(reach, read.accounts)
    const { total, rows } = await this.ledger.monthRows(reach, {
      ...(read ? { where: read.where } : {}),
      order: orderBy === 'id:asc' ? 'asc' : 'desc',
      offset: (page - 1) * perPage,
      limit: perPage,
    })
    const query = { ...(orderBy === 'id:desc' ? {} : { order_by: orderBy }), ...(filter ? { filter } : {}) }
    const address = `${baseUrl}/express/usage/month`
    return {
      ...halPage({ address, query, page, perPage, count: rows.length, total }),
      embedded: { usage: rows.map((row) => this.rowOf(row)) },
    }
  }

  /** The whole request is refused, and whether a foreign account exists cannot be told from it (usage-domain 3.8, rules 1 and 2). */
  private async checkAccounts(reach: Reach, accounts: readonly string[]): Promise<void> {
    for (const id of accounts) {
      const account = await this.ledger.account(reach, id)
      if (account?.key !== id)
        throw new HttpError(403, 'Forbidden', 'The filter names an account that is not of the organization that owns the token.')
    }
  }

  private rowOf(row: MonthRow): AccountUsageMonth {
    const { type, unit, description } = this.ledger.meter(row.meter)
    return {
      id: row.id,
      accountId: row.account,
      productId: row.product,
      aggrProductId: row.aggregate,
      month: monthText(row.month),
      type,
      description,
      currency: row.currency,
      direction: (row.direction || null) as AccountUsageMonth['direction'],
      resolution: (row.resolution || null) as AccountUsageMonth['resolution'],
      unit,
      price: new Decimal(row.unitPrice),
      walletName: row.wallet,
      numberOfUnits: new Decimal(unitsText(row.billed)),
      totalAmount: new Decimal(amountText(amountOf(row.billed, row.unitPrice))),
    }
  }
}
