/** Starts Swagger UI on its page, and mends its markup as it comes for who does not see it. No validator: that is another host. */
export const swaggerScript = `'use strict'
window.addEventListener('DOMContentLoaded', () => {
  const place = document.getElementById('swagger-ui')
  const each = (selector, mend) => place.querySelectorAll(selector).forEach(mend)
  const mend = () => {
    each('.opblock-summary-control a[href]', (link) => link.removeAttribute('href'))
    each('h3.opblock-tag, section.models h4', (head) => (head.ariaLevel = 2, head.role ||= 'heading'))
    each('.information-container', (part) => ((part.role = 'region'), (part.ariaLabel = 'About')))
    each('.scheme-container', (part) => ((part.role = 'region'), (part.ariaLabel = 'Server and keys')))
    each('select:not([aria-label])', (choice) => (choice.ariaLabel = choice.id || 'Choice'))
  }
  new MutationObserver(mend).observe(place, { childList: true, subtree: true })
  window.ui = SwaggerUIBundle({
    url: place.dataset.document,
    domNode: place,
    deepLinking: true,
    displayRequestDuration: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
  })
})
`
