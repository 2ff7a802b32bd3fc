import path from 'node:path'
import type { Express, Request } from 'express'
import type { Page } from '../../metadata-pages'

/** The files of the package that the page asks for. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js']

/** `/swagger-ui` from swagger-ui-dist: the page is ours, its two files are the package's, and no other host is asked. */
export function mountSwaggerUi(app: Express, page: (request: Request) => Page): void {
  const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'))
  app.get('/swagger-ui', (request, response) => {
    const { status, headers, body } = page(request)
    response.status(status).set(headers).send(body)
  })
  for (const name of files)
    app.get(`/swagger-ui/${name}`, (_, response, next) => {
      response.sendFile(name, { root: folder, maxAge: '1d' }, (error) => {
        if (error && !response.headersSent) next(error)
      })
    })
}
