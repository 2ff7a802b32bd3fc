import { assetPage, assetPrefix } from '../../metadata-pages/report-pages'
import type { Feature } from './feature'

/** Style and script of pages that formats make, for a gateway without metadata pages too. */
export const pageAssets: Feature = {
  name: 'pageAssets',
  mount(app) {
    app.get(`${assetPrefix}:name`, (request, response, next) => {
      const page = assetPage(request.path)
      if (page) response.status(page.status).set(page.headers).send(page.body)
      else next()
    })
  },
}
