import type { HttpError } from '../../dtos/contract'

/** Why a credential is good for nothing: it still fails no open message. */
export class Refused {
  constructor(
    /** What a protected message answers. */
    readonly error: HttpError,
    /**
     * `bare`: such a text could be anybody's, so the answer is that to a call without credentials, challenge included. `unread`: it has not the
     * look of what this provider reads, so another that knew it tells more. `always`: told even where the message is open. `foreign`: told
     * by both families, as nothing is wrong with the credential itself.
     */
    readonly how: 'told' | 'bare' | 'unread' | 'always' | 'foreign' = 'told',
  ) {}

  /** Of several that refuse one call's credentials, the first that knew the text tells more than one that did not. */
  tellsMoreThan(other: Refused): boolean {
    return weight[this.how] > weight[other.how]
  }
}

const weight: Readonly<Record<Refused['how'], number>> = { bare: 0, unread: 1, told: 2, always: 2, foreign: 2 }
