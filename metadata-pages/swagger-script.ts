/** Starts Swagger UI on its page. No validator: that is another host. */
export const swaggerScript = `'use strict'
window.addEventListener('DOMContentLoaded', () => {
  const place = document.getElementById('swagger-ui')
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
