import { ChangeMyPassword, CreateMyKey, EndMySignIns, GetMyAccount, RevokeMyKey, RotateMyKey } from '../../../dtos/gateway'
import type { MadeSecret } from '../../../metadata-pages'
import { Get, HttpResult, Post, type RequestContext } from '../../../services'
import { pages } from '../../pages'
import type { AccountService } from '../account/account-service'
import { goTo, mountOf, type PageMaker, sent } from './page-maker'

/** `/account` in a browser, and what its forms lead to without script. */
export class AccountPages {
  constructor(
    private readonly account: AccountService,
    private readonly pages: PageMaker,
    private readonly hasKeys: boolean,
  ) {}

  @Get(GetMyAccount, 'html')
  page(_: GetMyAccount, context: RequestContext) {
    return this.#show(context)
  }

  @Post(ChangeMyPassword, 'html')
  async changePassword(request: ChangeMyPassword, context: RequestContext) {
    await this.account.changePassword(request, context)
    return goTo(context, '/account')
  }

  @Post(EndMySignIns, 'html')
  async endSignIns(request: EndMySignIns, context: RequestContext) {
    await this.account.endSignIns(request, context)
    return request.id || request.keepThisOne
      ? goTo(context, '/account')
      : new HttpResult('', { location: `${mountOf(context)}/login` })
  }

  @Post(CreateMyKey, 'html')
  async createKey(request: CreateMyKey, context: RequestContext) {
    const { key, record } = await this.account.createKey(request, context)
    return this.#show(context, { name: record.name, text: key })
  }

  @Post(RotateMyKey, 'html')
  async rotateKey(request: RotateMyKey, context: RequestContext) {
    const { key, record } = await this.account.rotateKey(request, context)
    return this.#show(context, { name: record.name, text: key })
  }

  @Post(RevokeMyKey, 'html')
  async revokeKey(request: RevokeMyKey, context: RequestContext) {
    await this.account.revokeKey(request, context)
    return goTo(context, '/account')
  }

  async #show(context: RequestContext, secret?: MadeSecret) {
    const account = await this.account.account(new GetMyAccount(), context)
    return sent(pages().accountPage(this.pages.frame(context), { account, hasKeys: this.hasKeys, ...(secret ? { secret } : {}) }))
  }
}
