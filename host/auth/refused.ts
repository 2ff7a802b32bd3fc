import type { HttpError } from '../../dtos/contract'

/** Why a credential is good for nothing: it still fails no open message. */
export class Refused {
  constructor(
    /** What a protected message answers. */
    readonly error: HttpError,
    /**
     * `bare`: such a text could be anybody's, so the answer is that to a call without credentials, challenge included. `always`: told even
     * where the message is open. `foreign`: told by both families, as nothing is wrong with the credential itself.
     */
    readonly how: 'told' | 'bare' | 'always' | 'foreign' = 'told',
  ) {}
}
