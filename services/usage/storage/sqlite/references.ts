import { HttpError } from '../../../../dtos/contract/http-error'
import { quoted, Refusal } from '../../ledger/check-event'
import type { BookAccount, BookMemory } from './book-memory'
import type { Connection } from './connection'

/** What events refer to, looked up within the organization that the sender may write for; events never create any of it. */
export class References {
  constructor(
    private readonly connection: Connection,
    private readonly memory: BookMemory,
    /** Undefined: any. */
    private readonly organization: string | undefined,
  ) {}

  /** Foreign accounts and unknown ones get the same answer: nobody learns what another organization has (usage-domain 3.8). */
  account(reference: string): BookAccount {
    const account = this.memory.account(this.connection, reference, this.organization)
    if (account) return account
    const where =
      this.organization === undefined
        ? ' (a code that several organizations use needs the account key)'
        : ` in organization ${this.organization}`
    throw new Refusal('UnknownAccount', `There is no account ${quoted(reference)}${where}. Make it first; events create none.`)
  }

  /** 0: without a customer. */
  customerId(account: BookAccount, key: string | undefined): number {
    if (key === undefined || key === '') return 0
    const id = this.memory.customerId(this.connection, account, key)
    if (id !== undefined) return id
    throw new Refusal(
      'UnknownCustomer',
      `Account ${account.key} has no customer ${quoted(key)}. Make it first; events create none.`,
    )
  }

  productId(code: string): number {
    const id = this.memory.productId(this.connection, code)
    if (id !== undefined) return id
    throw new Refusal('UnknownProduct', `There is no product ${quoted(code)}. Make it first; events create none.`)
  }

  wallet(account: BookAccount, name: string | undefined): string {
    if (name === undefined || name === '') return ''
    if (this.memory.hasWallet(this.connection, account, name)) return name
    throw new Refusal('UnknownWallet', `Account ${account.key} has no wallet ${quoted(name)}.`)
  }

  /** Of a void that names no account. */
  organizationId(): number {
    if (this.organization === undefined)
      throw new Refusal(
        'UnknownAccount',
        'A void names the account of its target where the caller is not bound to an organization.',
      )
    const row = this.connection.get('select id from organization where key = ?', this.organization)
    if (!row) throw new HttpError(403, 'Forbidden', `The organization ${this.organization} of this credential does not exist.`)
    return row.id
  }
}
