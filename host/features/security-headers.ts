import helmet from 'helmet'
import type { Feature } from './feature'

/** helmet for the pages; for data only what matters to data, made once (speed.md). */
export const securityHeaders = (): Feature => ({
  name: 'securityHeaders',
  headers: ['X-Content-Type-Options', 'nosniff'],
  mount(app) {
    app.use(
      helmet({
        contentSecurityPolicy: {
          useDefaults: false,
          directives: {
            defaultSrc: ["'none'"],
            styleSrc: ["'self'"],
            scriptSrc: ["'self'"],
            imgSrc: ["'self'", 'data:'],
            connectSrc: ["'self'"],
            formAction: ["'self'"],
            baseUri: ["'none'"],
            frameAncestors: ["'none'"],
          },
        },
        // Only meaningful, and only harmless, behind https; the proxy that ends TLS says it.
        strictTransportSecurity: false,
      }),
    )
  },
})
