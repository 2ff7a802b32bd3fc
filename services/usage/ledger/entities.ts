import type { Meter } from './meters'

/** Master data: what an operator tells before the first event. Events never create any of it. */
export interface Organization {
  /** `o-` and an opaque text. */
  readonly id: string
  readonly name: string
  /** A reseller. */
  readonly parent?: string
  /** ISO 4217, upper case. */
  readonly currency: string
  /** IANA name; only a view, no API's answer depends on it. */
  readonly timeZone?: string
  readonly status?: OrganizationStatus
}

export const organizationStatuses = ['ACTIVE', 'DELETED'] as const
export type OrganizationStatus = (typeof organizationStatuses)[number]

export const accountStatuses = ['ACTIVE', 'CHURNED', 'IN_TRIAL', 'INACTIVE', 'PROSPECT', 'TRIAL_LOST', 'OTHER'] as const
export type AccountStatus = (typeof accountStatuses)[number]

export interface Account {
  /** 24 hexadecimal digits. */
  readonly key: string
  /** `AC` and 32 hexadecimal digits; made from the key where it is left out. */
  readonly sid?: string
  readonly organization: string
  /** An account of the same organization. */
  readonly parent?: string
  readonly name: string
  readonly companyName?: string
  readonly status?: AccountStatus
  /** Default: the organization's. */
  readonly currency?: string
  /** Names that switches and files know the account by; unique within the organization. */
  readonly externalCodes?: readonly string[]
}

/** An account as read: nothing left to a default. */
export interface KnownAccount extends Account {
  readonly sid: string
  readonly companyName: string
  readonly status: AccountStatus
  readonly currency: string
  readonly externalCodes: readonly string[]
}

export interface Customer {
  /** Unique within the account. */
  readonly id: string
  readonly account: string
  readonly parent?: string
  readonly name: string
  readonly referenceId?: string
}

export interface Product {
  /** `TD-USG-TEL-UG-102213`. */
  readonly code: string
  /** The product that its usage is added up under; default: its own code. */
  readonly aggregate?: string
  readonly name: string
  readonly family?: string
  readonly unitOfMeasure?: string
  readonly chargeType?: string
}

/** A price version. Account before organization before default; in each the account's currency first, then the named product before any product. */
export interface Rate {
  readonly id: string
  readonly meter: Meter['code']
  /** Left out: any product of the meter. */
  readonly product?: string
  /** Neither: a default for everybody. Both is refused. */
  readonly account?: string
  readonly organization?: string
  readonly currency: string
  /** Decimal text, up to 9 decimals, not negative. */
  readonly unitPrice: string
  /** Milliseconds UTC, inclusive; left out: since ever. */
  readonly validFrom?: number
  /** Milliseconds UTC, exclusive; left out: for ever. */
  readonly validTo?: number
}

export interface Wallet {
  readonly account: string
  readonly name: string
  readonly product?: string
  readonly currency?: string
  /** Decimal text. */
  readonly balance?: string
}

/** One entity a line in a catalog file: `{"kind":"account","key":"5ea7…", …}`. Order matters: what is referred to comes first. */
export type CatalogEntity =
  | ({ readonly kind: 'organization' } & Organization)
  | ({ readonly kind: 'account' } & Account)
  | ({ readonly kind: 'customer' } & Customer)
  | ({ readonly kind: 'product' } & Product)
  | ({ readonly kind: 'rate' } & Rate)
  | ({ readonly kind: 'wallet' } & Wallet)

export type EntityKind = CatalogEntity['kind']

/** What became of one entity: safe to repeat, the second time it is `unchanged`. */
export type PutOutcome =
  | { readonly outcome: 'created' | 'changed' | 'unchanged' }
  | {
      readonly outcome: 'rejected'
      readonly status: number
      readonly code: string
      readonly message: string
      readonly fieldName?: string
    }
