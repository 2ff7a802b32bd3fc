import { serve } from './usage/serve'

serve().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
