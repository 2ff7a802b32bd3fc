import { ApiMember, DataContract, DataMember, Namespace } from '../../contract'
import { talkdeskNamespace } from './vocabulary'

@Namespace(talkdeskNamespace)
@DataContract()
export class Link {
  @DataMember({ name: 'href' })
  @ApiMember({ type: 'string' })
  href!: string
}

/**
 * A page of a list. The vendor's two documents of it differ, so it has what both say: links at the top and in `_links`, and the counters
 * (usage-domain 1.3.3).
 */
@Namespace(talkdeskNamespace)
@DataContract()
export class PagedResponse {
  @DataMember({ name: 'first' })
  @ApiMember({ type: Link })
  first!: Link

  @DataMember({ name: 'last' })
  @ApiMember({ type: Link })
  last!: Link

  /** Absent on the last page. */
  @DataMember({ name: 'next' })
  @ApiMember({ type: Link })
  next?: Link

  /** Absent on the first page. */
  @DataMember({ name: 'prev' })
  @ApiMember({ type: Link })
  prev?: Link

  @DataMember({ name: 'self' })
  @ApiMember({ type: Link })
  self!: Link

  /** The same as `self`. */
  @DataMember({ name: 'show' })
  @ApiMember({ type: Link })
  show!: Link

  @DataMember({ name: '_links' })
  @ApiMember({ type: { dictionary: Link } })
  links!: Record<string, Link>

  @DataMember({ name: 'count' })
  @ApiMember({ type: 'int32' })
  count!: number

  @DataMember({ name: 'page' })
  @ApiMember({ type: 'int32' })
  page!: number

  @DataMember({ name: 'per_page' })
  @ApiMember({ type: 'int32' })
  perPage!: number

  @DataMember({ name: 'total' })
  @ApiMember({ type: 'int32' })
  total!: number

  @DataMember({ name: 'total_pages' })
  @ApiMember({ type: 'int32' })
  totalPages!: number
}
